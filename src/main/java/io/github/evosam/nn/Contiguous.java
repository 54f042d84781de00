package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;

/**
 * Arrays whose numbers lie one after the other in memory. Products with rows that lie far apart, as
 * those of one head among many, are slow. Unlike {@code duplicate()}, gradients pass.
 */
public final class Contiguous {
  private Contiguous() {}

  /** The same numbers, copied if they lie otherwise. */
  public static NDArray of(NDArray x) {
    return x.flatten().reshape(x.getShape());
  }
}
