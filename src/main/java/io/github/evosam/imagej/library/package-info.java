/**
 * What the windows for experts and models show and do, without the windows: they live in {@code
 * ui}. Knows neither Swing nor AWT. Files and models are worked with on threads of its own; what
 * comes of it is delivered where the window wants it.
 */
package io.github.evosam.imagej.library;
