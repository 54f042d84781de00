package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/** Shape checks whose messages name the tensor, what was expected and what came. */
public final class Shapes {
  private Shapes() {}

  /**
   * Checks a tensor's shape.
   *
   * @param name what the tensor is, for the message
   * @param expected sizes; −1 accepts any
   * @throws IllegalArgumentException if the shape differs
   */
  public static void check(String name, NDArray tensor, long... expected) {
    long[] actual = tensor.getShape().getShape();
    boolean same = actual.length == expected.length;
    for (int i = 0; same && i < actual.length; i++) {
      same = expected[i] < 0 || expected[i] == actual[i];
    }
    if (!same) {
      throw new IllegalArgumentException(
          "Tensor '%s' should have shape %s (-1: any), but has %s"
              .formatted(name, Arrays.toString(expected), Arrays.toString(actual)));
    }
  }
}
