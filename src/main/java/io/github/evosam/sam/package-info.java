/**
 * The Segment Anything model, in three rooms: {@code network}, what the papers draw; {@code
 * prompting}, the predictor that holds the state of one image and answers prompts on it; {@code
 * task}, what a learned task adds, answers without a prompt. Nothing here reads image files or
 * trains.
 */
package io.github.evosam.sam;
