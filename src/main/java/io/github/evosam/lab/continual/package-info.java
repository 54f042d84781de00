/**
 * Compares ways of learning task after task on the same tasks, steps and seeds: the methods, the
 * run that can be interrupted, and its tables.
 */
package io.github.evosam.lab.continual;
