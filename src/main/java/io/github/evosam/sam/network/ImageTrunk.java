package io.github.evosam.sam.network;

import io.github.evosam.geometry.ModelTransform;

/**
 * One image behind the trunk: all that experts need of it, whichever is chosen.
 *
 * @param features of a batch of one
 * @param split number of blocks they have passed
 * @param transform from the image to the model's input
 */
public record ImageTrunk(ImageFeatures features, int split, ModelTransform transform) {}
