/**
 * Objects through the slices and frames of an ImageJ stack: which selections show which object, and
 * label stacks in memory and on disk. How objects are followed and linked is {@code
 * engine.propagation}'s; commands and dialogs are {@code imagej.command}'s.
 */
package io.github.evosam.imagej.stack;
