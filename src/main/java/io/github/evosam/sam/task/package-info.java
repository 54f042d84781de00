/**
 * What a learned task adds to the predictor: its objects found without any prompt, tile by tile at
 * the scale at which the task was taught.
 */
package io.github.evosam.sam.task;
