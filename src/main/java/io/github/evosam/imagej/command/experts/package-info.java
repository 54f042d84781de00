/** {@code EvoSAM Expert Library}, and the same without a window for macros. */
package io.github.evosam.imagej.command.experts;
