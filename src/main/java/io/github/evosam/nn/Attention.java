package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;

/**
 * Scaled dot-product attention over separated heads.
 *
 * <p>Legend: B batch, h heads, N queries, M keys, d channels of a head.
 */
public final class Attention {
  private Attention() {}

  /**
   * softmax(q kᵀ / √d + bias) v.
   *
   * @param q {@code [B, h, N, d]}
   * @param k {@code [B, h, M, d]}
   * @param v {@code [B, h, M, d']}
   * @param bias broadcastable to {@code [B, h, N, M]}, or null
   * @return {@code [B, h, N, d']}
   */
  public static NDArray attend(NDArray q, NDArray k, NDArray v, NDArray bias) {
    double scale = 1 / Math.sqrt(q.getShape().get(3));
    NDArray scores = Scaling.times(q, scale).matMul(k.transpose(0, 1, 3, 2));
    NDArray biased = bias == null ? scores : scores.add(bias);
    return biased.softmax(-1).matMul(v);
  }

  /** {@code [B, N, h·d] → [B, h, N, d]}. */
  public static NDArray separateHeads(NDArray x, long heads) {
    long[] s = x.getShape().getShape();
    return x.reshape(s[0], s[1], heads, s[2] / heads).transpose(0, 2, 1, 3);
  }

  /** {@code [B, h, N, d] → [B, N, h·d]}. */
  public static NDArray joinHeads(NDArray x) {
    long[] s = x.getShape().getShape();
    return x.transpose(0, 2, 1, 3).reshape(s[0], s[2], s[1] * s[3]);
  }
}
