/** {@code EvoSAM Segment}: the objects shown by selections, or all, of an open image. */
package io.github.evosam.imagej.command.segment;
