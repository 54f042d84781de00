package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;

/**
 * Scaled dot-product attention over separated heads.
 *
 * <p>Legend: B batch, h heads, N queries, M keys, d channels of a head.
 */
public final class Attention {
  /** Most scores of a part: they and what is made of them stay in the processor's caches. */
  private static final long PART_SCORES = 1L << 20;

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

  /**
   * As {@link #attend} without a bias, but never more scores at once than fit a bound: some queries
   * after the others. The result is the same up to rounding.
   */
  public static NDArray attendInParts(NDArray q, NDArray k, NDArray v) {
    long[] s = q.getShape().getShape();
    long step = Math.max(1, PART_SCORES / (s[0] * s[1] * k.getShape().get(2)));
    if (step >= s[2]) {
      return attend(q, k, v, null);
    }
    NDList parts = new NDList();
    for (long from = 0; from < s[2]; from += step) {
      NDIndex part = new NDIndex(":, :, {}:{}", from, Math.min(s[2], from + step));
      parts.add(Scope.keep(() -> attend(q.get(part), k, v, null)));
    }
    return NDArrays.concat(parts, 2);
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
