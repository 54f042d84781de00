package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * Rotary positions of a square of pixels (Su et al. 2021; official {@code position_encoding.py},
 * {@code compute_axial_cis}): each pair of neighbouring channels is turned by an angle, the first
 * half of the pairs by the column, the second by the row.
 *
 * <p>Legend: B batch, P = s² pixels, r squares, C channels.
 *
 * @param cosine of the angles, {@code [P, C/2]}
 * @param sine of the angles, {@code [P, C/2]}
 */
record RotaryPositions(NDArray cosine, NDArray sine) {
  private static final double THETA = 10_000;

  /**
   * The positions.
   *
   * @param side s of the square
   * @param channels C, a multiple of 4
   * @param manager of the arrays
   */
  static RotaryPositions of(int side, int channels, NDManager manager) {
    int quarter = channels / 4;
    float[] cosine = new float[side * side * 2 * quarter];
    float[] sine = new float[cosine.length];
    for (int i = 0; i < cosine.length; i++) {
      int pixel = i / (2 * quarter);
      int pair = i % (2 * quarter);
      int at = pair < quarter ? pixel % side : pixel / side;
      double angle = at / Math.pow(THETA, 4.0 * (pair % quarter) / channels);
      cosine[i] = (float) Math.cos(angle);
      sine[i] = (float) Math.sin(angle);
    }
    Shape shape = new Shape((long) side * side, 2L * quarter);
    return new RotaryPositions(
        MemoryNetwork.constant(cosine, shape, manager),
        MemoryNetwork.constant(sine, shape, manager));
  }

  /**
   * Turns the pixels of one square or of several, one after the other.
   *
   * @param x {@code [B, r · P, C]}
   * @return of the same shape
   */
  NDArray turned(NDArray x) {
    long[] s = x.getShape().getShape();
    long pixels = cosine.getShape().get(0);
    NDArray pairs = x.reshape(s[0], s[1] / pixels, pixels, s[2] / 2, 2);
    NDArray even = pairs.get(new NDIndex("..., 0"));
    NDArray odd = pairs.get(new NDIndex("..., 1"));
    NDArray turned =
        NDArrays.stack(
            new NDList(even.mul(cosine).sub(odd.mul(sine)), even.mul(sine).add(odd.mul(cosine))),
            4);
    return turned.reshape(s);
  }
}
