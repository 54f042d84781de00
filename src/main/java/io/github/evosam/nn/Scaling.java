package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Multiplication by a number, safe under gradients.
 *
 * <p>DJL's {@code mul(Number)} and {@code div(Number)} wrap the number in a Java buffer that is
 * released at once, though the gradient still reads it: after a garbage collection the gradient is
 * wrong. Code that is trained through therefore scales with this class.
 */
public final class Scaling {
  private Scaling() {}

  /** {@code x · factor}. */
  public static NDArray times(NDArray x, double factor) {
    // Made by the engine itself, so that the gradient shares its memory.
    try (NDArray number = x.getManager().ones(new Shape(1), x.getDataType())) {
      number.muli(factor);
      return x.mul(number);
    }
  }
}
