package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Turns the embedding of images, and prompts on them, into masks.
 *
 * <p>Legend: B images, N prompts (a multiple of B, image by image), M masks, low side of the
 * logits. Mask 0 is the answer to prompts that leave no doubt, the others are what one click may
 * mean.
 */
interface PromptDecoder {
  /**
   * All masks of N prompts.
   *
   * @param before logits of the mask to start from, {@code [N, 1, low, low]}, or null
   * @return logits {@code [N, M, low, low]}, predicted IoU {@code [N, M]}, and what else the
   *     decoder has, see {@link MaskDecoder#decode}
   */
  NDList answer(ImageFeatures image, PromptTokens prompts, NDArray before);

  /**
   * The mask of a task, all of its objects in one.
   *
   * @return logits {@code [B, 1, low, low]}; predicted IoU {@code [B, 1]}; and, if the decoder
   *     tells, logits of how deep inside its object each pixel lies, {@code [B, 1, low, low]}
   */
  NDList answer(ImageFeatures image, TaskPrompt task);

  /** The prompt that stands for no prompt: all objects of an image. */
  TaskPrompt noPrompt();
}
