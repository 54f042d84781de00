package io.github.evosam.sam.hiera;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;

/**
 * Absolute positions of Hiera's tokens: a background that is interpolated to the image and a
 * pattern that repeats in each window (Bolya et al. 2023; official {@code hieradet.py}, {@code
 * _get_pos_embed}).
 */
final class HieraPositions {
  /** PyTorch's cubic kernel. */
  private static final double A = -0.75;

  private HieraPositions() {}

  /**
   * The positions of a square of tokens.
   *
   * @param weights which the result belongs to
   * @param side of the square, a multiple of the window's
   * @return {@code [1, side, side, C]}
   * @throws IllegalArgumentException if windows do not fill the square
   */
  static NDArray of(StateDict weights, int side) {
    NDArray background = weights.get(HieraLayout.ROOT + "pos_embed", 1, -1, -1, -1);
    NDArray window = weights.get(HieraLayout.ROOT + "pos_embed_window", 1, -1, -1, -1);
    int channels = (int) background.getShape().get(1);
    int from = (int) background.getShape().get(2);
    int cell = (int) window.getShape().get(2);
    if (side % cell != 0) {
      throw new IllegalArgumentException(
          "Windows of %d tokens do not fill a square of %d; choose an input side that is a multiple of %d"
              .formatted(cell, side, 4 * cell));
    }
    float[] wide = background.toFloatArray();
    float[] pattern = window.toFloatArray();
    double[][] taps = cubic(from, side);
    float[] result = new float[side * side * channels];
    for (int c = 0; c < channels; c++) {
      double[][] resized = resize(wide, c * from * from, from, taps);
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          float repeated = pattern[(c * cell + y % cell) * cell + x % cell];
          result[(y * side + x) * channels + c] = (float) resized[y][x] + repeated;
        }
      }
    }
    return weights.adopt(weights.manager().create(result, new Shape(1, side, side, channels)));
  }

  /** One channel at another size: columns first, then rows. */
  private static double[][] resize(float[] values, int start, int from, double[][] taps) {
    int side = taps.length;
    double[][] lines = new double[from][side];
    for (int y = 0; y < from; y++) {
      for (int x = 0; x < side; x++) {
        for (int k = 0; k < from; k++) {
          lines[y][x] += taps[x][k] * values[start + y * from + k];
        }
      }
    }
    double[][] resized = new double[side][side];
    for (int y = 0; y < side; y++) {
      for (int k = 0; k < from; k++) {
        if (taps[y][k] != 0) {
          for (int x = 0; x < side; x++) {
            resized[y][x] += taps[y][k] * lines[k][x];
          }
        }
      }
    }
    return resized;
  }

  /**
   * Weights of cubic interpolation, {@code [to][from]} (PyTorch's {@code bicubic}, {@code
   * align_corners=False}): samples beyond the border are those at it.
   */
  private static double[][] cubic(int from, int to) {
    double[][] taps = new double[to][from];
    for (int i = 0; i < to; i++) {
      double at = (i + 0.5) * from / to - 0.5;
      int floor = (int) Math.floor(at);
      for (int k = -1; k <= 2; k++) {
        int index = Math.max(0, Math.min(from - 1, floor + k));
        taps[i][index] += kernel(Math.abs(at - floor - k));
      }
    }
    return taps;
  }

  private static double kernel(double distance) {
    if (distance <= 1) {
      return ((A + 2) * distance - (A + 3)) * distance * distance + 1;
    }
    return ((A * distance - 5 * A) * distance + 8 * A) * distance - 4 * A;
  }
}
