/**
 * Immutable values that every other package speaks in: prompts, masks, label maps, image planes and
 * the transform between image and model coordinates. Nothing here knows a file format, a network or
 * a window; only the JDK is used.
 */
package io.github.evosam.geometry;
