package io.github.evosam.sam.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.github.evosam.nn.Contiguous;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Parts;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.Scaling;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;

/**
 * Attention of a square of tokens with relative positions (official {@code image_encoder.py},
 * {@code Attention}), some heads and some queries after the others.
 *
 * <p>Legend: B sequences, s side of the square, N = s² tokens, C channels, m heads, d = C / m.
 */
final class VitAttention implements Layer {
  /** Most scores of a part: they and what is made of them stay in the processor's caches. */
  static final long PART_SCORES = 1L << 20;

  private final Projection qkv;
  private final Projection output;
  private final RelativePositions positions;
  private final long headSize;

  /**
   * Builds the attention.
   *
   * @param name prefix of its parameters, with the dot
   * @param side of the square of tokens
   */
  VitAttention(StateDict weights, String name, int side) {
    qkv = Projection.of(weights, name + "qkv");
    output = Projection.of(weights, name + "proj");
    positions = RelativePositions.of(weights, name, side);
    headSize = weights.shape(name + "rel_pos_h").get(1);
  }

  /** {@code [B, N, C] → [B, N, C]}. */
  @Override
  public NDArray forward(NDArray x) {
    long[] s = x.getShape().getShape();
    long heads = s[2] / headSize;
    // [B, N, 3C] -> [3, B, m, N, d]
    NDArray parts = qkv.forward(x).reshape(s[0], s[1], 3, heads, headSize).transpose(2, 0, 3, 1, 4);
    long step = Math.max(1, Math.min(heads, PART_SCORES / (s[0] * s[1] * s[1])));
    NDList attended = new NDList();
    for (long from = 0; from < heads; from += step) {
      attended.add(attend(parts, from, Math.min(heads, from + step)));
    }
    NDArray all = Parts.joined(attended, 1);
    // [B, m, N, d] -> [B, N, C]
    return output.forward(all.transpose(0, 2, 1, 3).reshape(s));
  }

  /** Heads {@code from..to − 1}, {@code [B, to − from, N, d]}. */
  private NDArray attend(NDArray parts, long from, long to) {
    return Scope.keep(
        () -> {
          long[] s = parts.getShape().getShape();
          NDArray q = part(parts, 0, from, to);
          NDArray k = Contiguous.of(part(parts, 1, from, to).transpose(0, 2, 1));
          NDArray v = Contiguous.of(part(parts, 2, from, to));
          NDArray scaled = Scaling.times(q, 1 / Math.sqrt(headSize));
          NDList placed = positions.of(q);
          long step = Math.max(1, PART_SCORES / (s[1] * (to - from) * s[3]));
          NDList attended = new NDList();
          for (long i = 0; i < s[3]; i += step) {
            NDIndex some = new NDIndex(":, {}:{}", i, Math.min(s[3], i + step));
            attended.add(
                Scope.keep(
                    () -> {
                      NDArray scores = scaled.get(some).matMul(k);
                      RelativePositions.add(
                          scores, placed.get(0).get(some), placed.get(1).get(some));
                      return scores.softmax(-1).matMul(v);
                    }));
          }
          return Parts.joined(attended, 1).reshape(s[1], to - from, s[3], s[4]);
        });
  }

  /** {@code [B · heads, N, d]}. */
  private static NDArray part(NDArray parts, int which, long from, long to) {
    long[] s = parts.getShape().getShape();
    return parts
        .get(new NDIndex("{}, :, {}:{}", which, from, to))
        .reshape(s[1] * (to - from), s[3], s[4]);
  }
}
