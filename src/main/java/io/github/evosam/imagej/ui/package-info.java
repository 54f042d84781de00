/**
 * Windows that a user works with for longer than a dialog: the panel of {@code EvoSAM Interactive},
 * its mouse, keys and overlay. What is decided there is decided in {@code imagej.interactive}.
 * Everything here runs on the event thread unless it says otherwise.
 */
package io.github.evosam.imagej.ui;
