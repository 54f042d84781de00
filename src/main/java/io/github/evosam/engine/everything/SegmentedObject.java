package io.github.evosam.engine.everything;

import io.github.evosam.geometry.Mask;

/**
 * One object that was found.
 *
 * @param mask its pixels, image size
 * @param predictedIou the model's own estimate of the mask's quality, about 0..1
 */
public record SegmentedObject(Mask mask, double predictedIou) {}
