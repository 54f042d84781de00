package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * Cuts features into square windows and joins them again; the right and lower borders are padded
 * with zeros to full windows.
 *
 * <p>Legend: B batch, H × W features, C channels.
 *
 * @param height of the features
 * @param width of the features
 * @param side of a window
 */
public record Windows(long height, long width, long side) {

  /** {@code [B, H, W, C] → [B · windows, side², C]}. */
  public NDArray split(NDArray x) {
    long[] s = x.getShape().getShape();
    NDArray padded = x;
    if (rows() * side != height || columns() * side != width) {
      // pairs of (before, after), last axis first
      padded = x.pad(new Shape(0, 0, 0, columns() * side - width, 0, rows() * side - height), 0);
    }
    return padded
        .reshape(s[0], rows(), side, columns(), side, s[3])
        .transpose(0, 1, 3, 2, 4, 5)
        .reshape(s[0] * rows() * columns(), side * side, s[3]);
  }

  /** {@code [B · windows, side², C] → [B, H, W, C]}. */
  public NDArray join(NDArray windows) {
    long[] s = windows.getShape().getShape();
    long batch = s[0] / (rows() * columns());
    NDArray padded =
        windows
            .reshape(batch, rows(), columns(), side, side, s[2])
            .transpose(0, 1, 3, 2, 4, 5)
            .reshape(batch, rows() * side, columns() * side, s[2]);
    return padded.get(new NDIndex(":, :{}, :{}", height, width));
  }

  private long rows() {
    return (height + side - 1) / side;
  }

  private long columns() {
    return (width + side - 1) / side;
  }
}
