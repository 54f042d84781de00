package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;

/**
 * What is remembered of one object on one slice.
 *
 * @param features of the slice with the object's mask, {@code [1, P, K]}, rounded to the values of
 *     bfloat16, as the official predictor keeps them
 * @param pointer to the object, {@code [1, C]}
 * @param answer its mask there
 */
record Memory(NDArray features, NDArray pointer, DecodedMask answer) implements AutoCloseable {
  @Override
  public void close() {
    features.close();
    pointer.close();
  }
}
