package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.github.evosam.nn.Attention;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.StateDict;

/**
 * Attention of one head with rotary positions (official {@code transformer.py}, {@code
 * RoPEAttention}).
 *
 * <p>The values are projected after the attention rather than before, which is the same, since the
 * shares of a query add up to one, and much less work where the memory has few channels.
 *
 * <p>Legend: B batch, P pixels, M keys, C channels, K channels of the memory.
 */
final class RotaryAttention {
  private final Projection q;
  private final Projection k;
  private final Projection v;
  private final Projection output;

  RotaryAttention(StateDict weights, String name) {
    q = Projection.of(weights, name + "q_proj");
    k = Projection.of(weights, name + "k_proj");
    v = Projection.of(weights, name + "v_proj");
    output = Projection.of(weights, name + "out_proj");
  }

  /**
   * Attends.
   *
   * @param queries {@code [B, P, C]}
   * @param keys {@code [B, M, K]}: squares of P pixels, then what has no place
   * @param values {@code [B, M, K]}
   * @param placeless number of keys without a place, the last ones
   * @return {@code [B, P, C]}
   */
  NDArray forward(
      NDArray queries, NDArray keys, NDArray values, long placeless, RotaryPositions positions) {
    NDArray from = positions.turned(q.forward(queries)).expandDims(1);
    NDArray to = turned(k.forward(keys), placeless, positions).expandDims(1);
    NDArray attended = Attention.attendInParts(from, to, values.expandDims(1)).squeeze(1);
    return output.forward(v.forward(attended));
  }

  private static NDArray turned(NDArray keys, long placeless, RotaryPositions positions) {
    if (placeless == 0) {
      return positions.turned(keys);
    }
    long placed = keys.getShape().get(1) - placeless;
    NDArray squares = positions.turned(keys.get(new NDIndex(":, :{}", placed)));
    return NDArrays.concat(new NDList(squares, keys.get(new NDIndex(":, {}:", placed))), 1);
  }
}
