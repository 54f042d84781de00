package io.github.evosam.sam.hiera;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.github.evosam.nn.Attention;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.StateDict;

/**
 * Attention of a square of tokens, whose queries may be pooled first (official {@code hieradet.py},
 * {@code MultiScaleAttention}).
 *
 * <p>Legend: B sequences, N = s² tokens, C channels, C' of the output, m heads, d = C' / m.
 */
final class HieraAttention {
  private final Projection qkv;
  private final Projection output;
  private final long heads;
  private final long width;
  private final boolean pools;

  /**
   * Builds the attention.
   *
   * @param name prefix of its parameters, with the dot
   * @param pools whether two by two queries become one
   */
  HieraAttention(StateDict weights, String name, int heads, boolean pools) {
    qkv = Projection.of(weights, name + "qkv");
    output = Projection.of(weights, name + "proj");
    this.heads = heads;
    width = weights.shape(name + "qkv.weight").get(0);
    this.pools = pools;
  }

  /** Numbers of the largest array that is made of one sequence: its parts or its scores. */
  long work(long side) {
    long tokens = side * side;
    return tokens * Math.max(width, heads * tokens);
  }

  /**
   * Attends.
   *
   * @param x {@code [B, N, C]}
   * @param side s of the square
   * @return {@code [B, N, C']}, or {@code [B, N / 4, C']} if the queries are pooled
   */
  NDArray forward(NDArray x, long side) {
    long b = x.getShape().get(0);
    long n = x.getShape().get(1);
    // [B, N, 3C'] -> [B, N, 3, m, d]
    NDArray parts = qkv.forward(x).reshape(b, n, 3, heads, -1);
    NDArray q = part(parts, 0);
    if (pools) {
      q = pooled(q.reshape(b, side, side, -1)).reshape(b, n / 4, heads, -1);
    }
    NDArray attended =
        Attention.attendInParts(
            q.transpose(0, 2, 1, 3),
            part(parts, 1).transpose(0, 2, 1, 3),
            part(parts, 2).transpose(0, 2, 1, 3));
    return output.forward(Attention.joinHeads(attended));
  }

  private static NDArray part(NDArray parts, int which) {
    return parts.get(new NDIndex(":, :, {}", which));
  }

  /** The largest of two by two tokens in each channel, {@code [B, H, W, C] → [B, H/2, W/2, C]}. */
  static NDArray pooled(NDArray x) {
    long[] s = x.getShape().getShape();
    NDArray rows = x.reshape(s[0], s[1] / 2, 2, s[2], s[3]);
    NDArray high =
        rows.get(new NDIndex(":, :, 0"))
            .maximum(rows.get(new NDIndex(":, :, 1")))
            .reshape(s[0], s[1] / 2, s[2] / 2, 2, s[3]);
    return high.get(new NDIndex(":, :, :, 0")).maximum(high.get(new NDIndex(":, :, :, 1")));
  }
}
