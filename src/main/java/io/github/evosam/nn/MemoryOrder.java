package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Optional;

/**
 * The order in which the values of an array lie in memory. It does not change what they mean, but
 * which way of computing a layer takes, and so the last bits of its result. Arrays that leave
 * memory and come back must therefore come back in their order.
 */
public enum MemoryOrder {
  /** The last axis innermost, as the shape says. */
  AS_SHAPED(0, 1, 2, 3),
  /** Of {@code [N, C, H, W]} the channels innermost. */
  SECOND_AXIS_INNERMOST(0, 2, 3, 1),
  /** Of {@code [N, H, W, C]} the channels outside of height and width. */
  LAST_AXIS_SECOND(0, 3, 1, 2);

  private final int[] axes;

  MemoryOrder(int... axes) {
    this.axes = axes;
  }

  /**
   * The order of an array.
   *
   * @return empty if it is none of these, or the array does not hold float32
   */
  public static Optional<MemoryOrder> of(NDArray array) {
    return Arrays.stream(values()).filter(order -> order.isOrderOf(array)).findFirst();
  }

  private boolean isOrderOf(NDArray array) {
    boolean isPossible = this == AS_SHAPED || array.getShape().dimension() == axes.length;
    return isPossible
        && array.getDataType() == DataType.FLOAT32
        && Scope.value(() -> isContiguous(asShaped(array)));
  }

  /** Flattening is a view of a contiguous array, and a copy of another one. */
  private static boolean isContiguous(NDArray array) {
    NDArray trial = array.duplicate(); // in the same order
    float before = trial.getFloat(new long[array.getShape().dimension()]);
    trial.flatten().set(new NDIndex(0), before == 1 ? 2 : 1);
    float after = trial.getFloat(new long[array.getShape().dimension()]);
    return Float.floatToIntBits(before) != Float.floatToIntBits(after);
  }

  /**
   * The same values with the axes exchanged, so that an array of this order is {@link #AS_SHAPED}.
   *
   * @return a view; the caller's to close
   */
  public NDArray asShaped(NDArray array) {
    return this == AS_SHAPED ? array.reshape(array.getShape()) : array.transpose(axes);
  }

  /**
   * The inverse of {@link #asShaped}.
   *
   * @return a view; the caller's to close
   */
  public NDArray restored(NDArray array) {
    if (this == AS_SHAPED) {
      return array.reshape(array.getShape());
    }
    int[] inverse = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      inverse[axes[i]] = i;
    }
    return array.transpose(inverse);
  }
}
