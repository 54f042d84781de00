package io.github.evosam.sam.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;

/**
 * Decomposed relative positions of a ViT's attention (official {@code image_encoder.py}, {@code
 * add_decomposed_rel_pos}): what a query adds to its scores for the row and the column of each key.
 *
 * <p>Legend: B sequences, s side of the square of tokens, N = s², d channels of a head.
 *
 * @param rows embedding of each pair of query and key row, {@code [s, d, s]}
 * @param columns the same for columns
 */
record RelativePositions(NDArray rows, NDArray columns) {

  /**
   * The positions whose tables are {@code name.rel_pos_h} and {@code name.rel_pos_w}, each {@code
   * [L, d]}; where L is not 2 s − 1 they are interpolated linearly.
   *
   * @param side of the square of tokens
   */
  static RelativePositions of(StateDict weights, String name, int side) {
    return new RelativePositions(
        pairs(weights, name + "rel_pos_h", side), pairs(weights, name + "rel_pos_w", side));
  }

  /** {@code [L, d] → [s, d, s]}: query, channel, key. */
  private static NDArray pairs(StateDict weights, String name, int side) {
    NDArray table = weights.get(name, -1, -1);
    int channels = (int) table.getShape().get(1);
    float[] values = resize(table.toFloatArray(), channels, 2 * side - 1);
    float[] pairs = new float[side * channels * side];
    for (int q = 0; q < side; q++) {
      for (int c = 0; c < channels; c++) {
        for (int k = 0; k < side; k++) {
          pairs[(q * channels + c) * side + k] = values[(q - k + side - 1) * channels + c];
        }
      }
    }
    return weights.adopt(weights.manager().create(pairs, new Shape(side, channels, side)));
  }

  /**
   * Linear interpolation along the first axis (PyTorch's {@code linear}, {@code
   * align_corners=False}).
   */
  static float[] resize(float[] table, int channels, int length) {
    int from = table.length / channels;
    if (from == length) {
      return table;
    }
    float[] result = new float[length * channels];
    for (int i = 0; i < length; i++) {
      double at = Math.max(0, (i + 0.5) * from / length - 0.5);
      int lower = Math.min((int) at, from - 1);
      int upper = Math.min(lower + 1, from - 1);
      float share = (float) (at - lower);
      for (int c = 0; c < channels; c++) {
        result[i * channels + c] =
            (1 - share) * table[lower * channels + c] + share * table[upper * channels + c];
      }
    }
    return result;
  }

  /**
   * What queries add to their scores.
   *
   * @param queries unscaled, {@code [B, N, d]}
   * @return for the row of a key and for its column, each {@code [B, N, s]}
   */
  NDList of(NDArray queries) {
    long b = queries.getShape().get(0);
    long d = queries.getShape().get(2);
    long s = rows.getShape().get(0);
    NDArray square = queries.reshape(b, s, s, d);
    // [s, B · s, d] x [s, d, s] -> [s, B, s, s] -> [B, query row, query column, key row]
    NDArray byRow =
        square
            .transpose(1, 0, 2, 3)
            .reshape(s, b * s, d)
            .matMul(rows)
            .reshape(s, b, s, s)
            .transpose(1, 0, 2, 3);
    // ... -> [B, query row, query column, key column]
    NDArray byColumn =
        square
            .transpose(2, 0, 1, 3)
            .reshape(s, b * s, d)
            .matMul(columns)
            .reshape(s, b, s, s)
            .transpose(1, 2, 0, 3);
    return new NDList(byRow.reshape(b, s * s, s), byColumn.reshape(b, s * s, s));
  }

  /**
   * Adds them to the scores of some queries, in place, so that the largest array exists only once.
   *
   * @param scores {@code [B, n, N]}
   * @param byRow of these queries, {@code [B, n, s]}
   * @param byColumn the same
   */
  static void add(NDArray scores, NDArray byRow, NDArray byColumn) {
    long[] s = byRow.getShape().getShape();
    NDArray pairs = scores.reshape(s[0], s[1], s[2], s[2]); // a view: shares the scores' memory
    pairs.addi(byRow.expandDims(3));
    pairs.addi(byColumn.expandDims(2));
  }
}
