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
   * As {@link #attend} without a bias, but never more scores at once than fit a bound: some heads
   * or some queries after the others. The result is the same up to rounding.
   */
  public static NDArray attendInParts(NDArray q, NDArray k, NDArray v) {
    long[] s = q.getShape().getShape();
    long keys = k.getShape().get(2);
    if (s[0] * s[1] * s[2] * keys <= PART_SCORES) {
      return attend(q, k, v, null);
    }
    NDArray scaled = Scaling.times(q, 1 / Math.sqrt(s[3]));
    NDList heads = new NDList();
    for (long i = 0; i < s[0] * s[1]; i++) {
      NDIndex head = new NDIndex("{}, {}", i / s[1], i % s[1]);
      heads.add(Scope.keep(() -> attendHead(scaled.get(head), k.get(head), v.get(head))));
    }
    return NDArrays.stack(heads).reshape(s[0], s[1], s[2], v.getShape().get(3));
  }

  /** One head: scaled queries {@code [N, d]}, keys {@code [M, d]}, values {@code [M, d']}. */
  private static NDArray attendHead(NDArray scaled, NDArray k, NDArray v) {
    NDArray keys = Contiguous.of(k.transpose());
    NDArray values = Contiguous.of(v);
    long n = scaled.getShape().get(0);
    long step = Math.max(1, PART_SCORES / k.getShape().get(0));
    NDList parts = new NDList();
    for (long from = 0; from < n; from += step) {
      NDIndex part = new NDIndex("{}:{}", from, Math.min(n, from + step));
      parts.add(Scope.keep(() -> scaled.get(part).matMul(keys).softmax(-1).matMul(values)));
    }
    return Parts.joined(parts, 0);
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
