/**
 * Use case: compare ways of learning task after task on the same tasks, steps and seeds. Holds the
 * methods, the run that can be interrupted, and its tables; the terms and measures are {@code
 * learning.continual}'s, plots {@code imagej}'s.
 */
package io.github.evosam.engine.continual;
