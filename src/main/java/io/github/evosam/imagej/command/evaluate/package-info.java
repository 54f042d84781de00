/** {@code EvoSAM Evaluate}: results against their truth, as table and plots. */
package io.github.evosam.imagej.command.evaluate;
