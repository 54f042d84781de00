package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;

/** Brings maps of pixels to another size. */
public final class Resizing {
  private Resizing() {}

  /**
   * Bilinearly, corners not aligned. To a smaller size the engine smooths over more pixels than two
   * by two (antialiasing); for their mean pool them instead.
   *
   * @param x {@code [B, C, h, w]}
   * @return {@code [B, C, height, width]}
   */
  public static NDArray bilinear(NDArray x, long height, long width) {
    int mode = 1; // DJL numbers the modes differently from its documentation
    return x.getNDArrayInternal().interpolation(new long[] {height, width}, mode, false);
  }
}
