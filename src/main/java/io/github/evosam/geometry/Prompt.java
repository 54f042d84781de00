package io.github.evosam.geometry;

/**
 * What a user shows the model of one object. Coordinates are image pixels, x right, y down, (0, 0)
 * the centre of the top-left pixel, as the official {@code SamPredictor} takes them.
 */
public sealed interface Prompt permits PointPrompt, BoxPrompt, MaskPrompt {}
