/**
 * What learning task after task adds to learning one: terms of the loss and statistics that keep
 * earlier tasks, and the measures of how well they were kept.
 */
package io.github.evosam.lab.continual.method;
