package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * What asks for all objects of a task at once, and says how its answer is sharpened.
 *
 * @param sparse tokens in place of points and boxes, {@code [T, C]}; null for models that take none
 * @param dense added to every pixel of the embedding in place of a mask, {@code [C]}
 * @param head sharpens the logits; empty: they stay as the decoder gives them
 */
public record TaskPrompt(NDArray sparse, NDArray dense, Optional<PixelHead> head) {}
