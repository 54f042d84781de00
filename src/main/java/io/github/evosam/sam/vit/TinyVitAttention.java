package io.github.evosam.sam.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.Attention;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.StateDict;
import io.github.evosam.nn.TokenNorm;
import io.github.evosam.nn.Windows;

/**
 * Attention inside square windows with a learned bias per offset (official {@code tiny_vit_sam.py},
 * {@code Attention} and the window handling of {@code TinyViTBlock}).
 *
 * <p>Legend: B batch, C channels, H × W features, s window side, h heads, d = C / h.
 */
public final class TinyVitAttention implements Layer {
  private final TokenNorm norm;
  private final Projection qkv;
  private final Projection output;
  private final NDArray biases;
  private final NDArray offsetIndex;
  private final int heads;
  private final int side;

  public TinyVitAttention(StateDict weights, String name) {
    norm = TokenNorm.of(weights, name + "norm", TokenNorm.DEFAULT_EPSILON);
    qkv = Projection.of(weights, name + "qkv");
    output = Projection.of(weights, name + "proj");
    biases = weights.get(name + "attention_biases", -1, -1);
    heads = (int) biases.getShape().get(0);
    side = (int) Math.round(Math.sqrt(biases.getShape().get(1)));
    offsetIndex = weights.adopt(weights.manager().create(offsets(side)));
  }

  /** For each pair of window pixels the index of their offset, in order of first occurrence. */
  private static long[] offsets(int side) {
    int pixels = side * side;
    long[] index = new long[pixels * pixels];
    for (int a = 0; a < pixels; a++) {
      for (int b = 0; b < pixels; b++) {
        int dy = Math.abs(a / side - b / side);
        int dx = Math.abs(a % side - b % side);
        index[a * pixels + b] = (long) dy * side + dx;
      }
    }
    return index;
  }

  /**
   * Attends within windows.
   *
   * @param x {@code [B, C, H, W]}
   * @return {@code [B, H, W, C]}
   */
  @Override
  public NDArray forward(NDArray x) {
    long[] s = x.getShape().getShape();
    NDArray pixels = x.transpose(0, 2, 3, 1);
    if (s[2] == side && s[3] == side) {
      return attend(pixels.reshape(s[0], s[2] * s[3], s[1])).reshape(s[0], s[2], s[3], s[1]);
    }
    Windows windows = new Windows(s[2], s[3], side);
    return windows.join(attend(windows.split(pixels)));
  }

  /** {@code [B, N, C] → [B, N, C]} with N = s². */
  private NDArray attend(NDArray tokens) {
    long[] s = tokens.getShape().getShape();
    // [B, N, 3C] -> [B, N, h, 3d] -> [B, h, N, 3d]: q, k and v interleave per head
    NDArray heads3 =
        qkv.forward(norm.forward(tokens))
            .reshape(s[0], s[1], heads, 3 * s[2] / heads)
            .transpose(0, 2, 1, 3);
    NDList parts = heads3.split(3, 3);
    NDArray attended = Attention.attend(parts.get(0), parts.get(1), parts.get(2), bias(s[1]));
    return output.forward(Attention.joinHeads(attended));
  }

  /** {@code [1, h, N, N]}. */
  private NDArray bias(long tokens) {
    NDArray index =
        offsetIndex.reshape(1, tokens * tokens).broadcast(new Shape(heads, tokens * tokens));
    return biases.gather(index, 1).reshape(1, heads, tokens, tokens);
  }
}
