package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import io.github.evosam.sam.network.ImageFeatures;

/**
 * Adds a term of its own to the loss of an expert in training, so that what was learned before is
 * kept: the place where methods against forgetting come in.
 */
@FunctionalInterface
public interface Regulariser extends AutoCloseable {
  /** Adds nothing. */
  Regulariser NONE = (loss, trunk, logits) -> loss;

  /**
   * Adds the term to the loss of one part of a batch; the loss of a step is the mean over its
   * parts. Called on the threads of the parts, at the same time.
   *
   * @param loss of the task, a scalar with gradient
   * @param trunk of the B tiles that are learned from
   * @param logits of the tiles' promptless masks, see {@link
   *     io.github.evosam.sam.network.SamModel#predictTask}, with gradient
   * @return a scalar with gradient
   */
  NDArray addTo(NDArray loss, ImageFeatures trunk, NDArray logits);

  /** Frees what the term needs; to be called after the training. */
  @Override
  default void close() {}
}
