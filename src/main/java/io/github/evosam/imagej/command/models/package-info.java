/** {@code EvoSAM Models}, and the same without a window for macros. */
package io.github.evosam.imagej.command.models;
