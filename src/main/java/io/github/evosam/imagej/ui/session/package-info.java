/**
 * The window of {@code EvoSAM Interactive}: its panel, mouse, keys, overlay, and the label windows
 * it fills. The session itself is {@code imagej.interactive}'s.
 */
package io.github.evosam.imagej.ui.session;
