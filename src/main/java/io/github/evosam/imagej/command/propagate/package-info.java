/**
 * {@code EvoSAM Propagate}: objects through the slices of an open stack or of stacks in a folder.
 */
package io.github.evosam.imagej.command.propagate;
