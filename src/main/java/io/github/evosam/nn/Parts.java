package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.function.UnaryOperator;

/**
 * Work that treats each row of an array by itself, done some rows after the others: what is made on
 * the way then stays in the processor's caches, and is never there for all rows at once.
 */
public final class Parts {
  /** Numbers that a part's largest intermediate array should have. */
  private static final long PART_SIZE = 1L << 20;

  private Parts() {}

  /**
   * Applies a function to the rows.
   *
   * @param x rows along the first axis
   * @param perRow numbers of the largest intermediate array for one row
   * @param work gives as many rows as it gets
   */
  public static NDArray ofRows(NDArray x, long perRow, UnaryOperator<NDArray> work) {
    return along(0, "{}:{}", x, fitting(perRow), work);
  }

  /**
   * Applies a function to bands of lines of images, each band by itself.
   *
   * @param x {@code [B, H, W, C]}
   * @param lines that belong together; a band has one or several of these, the last one perhaps
   *     fewer lines
   * @param perLines numbers of the largest intermediate array for so many lines
   * @param work gives bands in the order in which it gets them
   */
  public static NDArray ofBands(NDArray x, long lines, long perLines, UnaryOperator<NDArray> work) {
    return along(1, ":, {}:{}", x, lines * fitting(perLines), work);
  }

  private static long fitting(long size) {
    return Math.max(1, PART_SIZE / size);
  }

  private static NDArray along(
      int axis, String index, NDArray x, long step, UnaryOperator<NDArray> work) {
    long length = x.getShape().get(axis);
    if (step >= length) {
      return work.apply(x);
    }
    NDList parts = new NDList();
    for (long from = 0; from < length; from += step) {
      NDIndex part = new NDIndex(index, from, Math.min(length, from + step));
      parts.add(Scope.keep(() -> work.apply(x.get(part))));
    }
    return joined(parts, axis);
  }

  /**
   * Parts one after the other along an axis. A single one is itself: DJL's {@code concat} would
   * copy it, and let no gradient pass.
   */
  public static NDArray joined(NDList parts, int axis) {
    return parts.size() == 1 ? parts.head() : NDArrays.concat(parts, axis);
  }
}
