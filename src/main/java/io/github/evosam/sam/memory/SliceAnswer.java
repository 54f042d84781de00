package io.github.evosam.sam.memory;

import io.github.evosam.geometry.Mask;

/**
 * What the model says of an object on one slice.
 *
 * @param mask of the slice's size; empty if the object is not there
 * @param predictedIou the model's own estimate of the mask's quality, 0..1; 1 for a mask that the
 *     user gave
 * @param objectScore logit: positive if the object is there
 */
public record SliceAnswer(Mask mask, float predictedIou, float objectScore) {}
