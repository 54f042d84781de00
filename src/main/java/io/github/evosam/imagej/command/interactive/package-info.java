/** {@code EvoSAM Interactive}: opens the interactive window. */
package io.github.evosam.imagej.command.interactive;
