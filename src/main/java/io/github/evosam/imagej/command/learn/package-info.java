/**
 * {@code EvoSAM Learn Task}: its dialog, sources of images, progress and report; {@code Teach
 * this…} of the interactive window.
 */
package io.github.evosam.imagej.command.learn;
