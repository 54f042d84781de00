/**
 * Interactive segmentation without its window: what was shown of an object, the steps back and
 * forward, the accepted objects and what must agree with them, and the one thread that works with
 * the model. Knows ImageJ's images and ROIs, but neither Swing nor AWT; the window is in {@code
 * imagej.ui}.
 */
package io.github.evosam.imagej.interactive;
