/**
 * Windows that a user works with for longer than a dialog: the panel of {@code EvoSAM Interactive},
 * its mouse, keys and overlay; the tables of experts and models. What is decided there is decided
 * in {@code imagej.interactive} and {@code imagej.library}. Everything here runs on the event
 * thread unless it says otherwise.
 */
package io.github.evosam.imagej.ui;
