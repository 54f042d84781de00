package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;

/** A function of one array, with parameters of its own. */
@FunctionalInterface
public interface Layer {
  /**
   * Applies the layer.
   *
   * @param x input; stays the caller's to close
   * @return a new array, the caller's to close
   */
  NDArray forward(NDArray x);

  /** This layer, then the next. */
  default Layer then(Layer next) {
    return x -> next.forward(forward(x));
  }
}
