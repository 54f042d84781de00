package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import io.github.evosam.nn.Attention;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;

/** Attention of the mask decoder: projections q, k, v to fewer channels, and one back. */
final class DecoderAttention {
  /** The published checkpoints all use eight heads; shapes cannot tell. */
  private static final int HEADS = 8;

  private final Projection q;
  private final Projection k;
  private final Projection v;
  private final Projection output;

  DecoderAttention(StateDict weights, String name) {
    q = Projection.of(weights, name + "q_proj");
    k = Projection.of(weights, name + "k_proj");
    v = Projection.of(weights, name + "v_proj");
    output = Projection.of(weights, name + "out_proj");
  }

  /**
   * Attends from queries to keys.
   *
   * @param queries {@code [N, T, C]}
   * @param keys {@code [N, M, C]}
   * @param values {@code [N, M, C]}
   * @return {@code [N, T, C]}
   */
  NDArray forward(NDArray queries, NDArray keys, NDArray values) {
    return Scope.keep(
        () -> {
          NDArray attended =
              Attention.attend(
                  Attention.separateHeads(q.forward(queries), HEADS),
                  Attention.separateHeads(k.forward(keys), HEADS),
                  Attention.separateHeads(v.forward(values), HEADS),
                  null);
          return output.forward(Attention.joinHeads(attended));
        });
  }
}
