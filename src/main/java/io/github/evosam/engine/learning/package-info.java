/**
 * Use case: a task becomes an expert. The images and their truth, what is kept to judge by, the
 * start that is chosen, the run itself, the comparison with earlier experts of the task, and the
 * report. How parameters are learned is {@code learning}'s.
 */
package io.github.evosam.engine.learning;
