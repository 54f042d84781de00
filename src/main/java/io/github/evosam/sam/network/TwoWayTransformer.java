package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.github.evosam.nn.StateDict;
import io.github.evosam.nn.TokenNorm;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets prompt tokens and image pixels attend to each other (official {@code transformer.py}).
 *
 * <p>Legend: N prompts, T tokens, P = h · w pixels, C channels.
 */
final class TwoWayTransformer {
  private final List<TwoWayBlock> blocks = new ArrayList<>();
  private final DecoderAttention finalAttention;
  private final TokenNorm finalNorm;

  TwoWayTransformer(StateDict weights, String name) {
    for (int i = 0; weights.has(name + "layers." + i + ".norm1.weight"); i++) {
      blocks.add(new TwoWayBlock(weights, name + "layers." + i + ".", i == 0));
    }
    finalAttention = new DecoderAttention(weights, name + "final_attn_token_to_image.");
    finalNorm = TokenNorm.of(weights, name + "norm_final_attn", TokenNorm.DEFAULT_EPSILON);
  }

  /**
   * Runs all blocks.
   *
   * @param pixels {@code [N, P, C]}
   * @param positions positional encoding of the pixels, {@code [1, P, C]}
   * @param tokens {@code [N, T, C]}
   * @return tokens {@code [N, T, C]} and pixels {@code [N, P, C]}
   */
  NDList forward(NDArray pixels, NDArray positions, NDArray tokens) {
    NDArray queries = tokens;
    NDArray keys = pixels;
    for (TwoWayBlock block : blocks) {
      NDList both = block.forward(queries, keys, tokens, positions);
      queries = both.get(0);
      keys = both.get(1);
    }
    NDArray attended = finalAttention.forward(queries.add(tokens), keys.add(positions), keys);
    return new NDList(finalNorm.forward(queries.add(attended)), keys);
  }
}
