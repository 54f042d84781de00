/**
 * Windows that a user works with for longer than a dialog. What is decided there is decided in
 * {@code imagej.interactive} and {@code imagej.library}. Everything here runs on the event thread
 * unless it says otherwise.
 */
package io.github.evosam.imagej.ui;
