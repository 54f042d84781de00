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
   * @param before mask to start from
   * @return logits {@code [N, M, low, low]}, predicted IoU {@code [N, M]}, and what else the
   *     decoder has, see {@link MaskDecoder#decode}
   */
  NDList answer(ImageFeatures image, PromptTokens prompts, MaskStart before);

  /**
   * The mask of a task, all of its objects in one.
   *
   * @return logits {@code [B, 1, low, low]}; predicted IoU {@code [B, 1]}; and what else the
   *     decoder tells of each pixel, {@code [B, C, low, low]}
   */
  NDList answer(ImageFeatures image, TaskPrompt task);

  /** The prompt that stands for no prompt: all objects of an image. */
  TaskPrompt noPrompt();

  /**
   * The masks as they are given to the user.
   *
   * @param logits {@code [N, M, low, low]}
   * @return of the same shape
   */
  default NDArray limited(PromptTokens prompts, NDArray logits) {
    return logits;
  }
}
