package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;

/**
 * What asks for all objects of a task at once.
 *
 * @param sparse tokens in place of points and boxes, {@code [T, C]}; null for models that take none
 * @param dense added to every pixel of the embedding in place of a mask, {@code [C]}
 */
public record TaskPrompt(NDArray sparse, NDArray dense) {}
