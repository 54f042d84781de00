package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;

/**
 * The mask that the decoder starts from.
 *
 * @param logits {@code [N, 1, 4h, 4w]}, or null for none
 * @param isAnswer whether it is the answer to earlier prompts of the same object; else it is what
 *     is expected without any, all objects of a task say, and a box limits it
 */
public record MaskStart(NDArray logits, boolean isAnswer) {
  /** Nothing to start from. */
  public static final MaskStart NONE = new MaskStart(null, false);

  /** The answer to earlier prompts, to be refined. */
  public static MaskStart answer(NDArray logits) {
    return new MaskStart(logits, true);
  }
}
