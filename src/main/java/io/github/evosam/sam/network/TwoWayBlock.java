package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.nn.TokenNorm;

/**
 * One block of {@link TwoWayTransformer}: tokens among themselves, to pixels, MLP, pixels to
 * tokens.
 */
final class TwoWayBlock {
  private final boolean first;
  private final DecoderAttention selfAttention;
  private final DecoderAttention tokenToImage;
  private final DecoderAttention imageToToken;
  private final Mlp mlp;
  private final TokenNorm[] norms = new TokenNorm[4];

  /**
   * Builds the block.
   *
   * @param first the first block attends to the tokens themselves, without adding them again
   */
  TwoWayBlock(StateDict weights, String name, boolean first) {
    this.first = first;
    selfAttention = new DecoderAttention(weights, name + "self_attn.");
    tokenToImage = new DecoderAttention(weights, name + "cross_attn_token_to_image.");
    imageToToken = new DecoderAttention(weights, name + "cross_attn_image_to_token.");
    mlp = Mlp.of(weights, Activation::relu, name + "mlp.lin1", name + "mlp.lin2");
    for (int i = 0; i < norms.length; i++) {
      norms[i] = TokenNorm.of(weights, name + "norm" + (i + 1), TokenNorm.DEFAULT_EPSILON);
    }
  }

  /**
   * Runs the block.
   *
   * @param queries {@code [N, T, C]}
   * @param keys {@code [N, P, C]}
   * @param queryPositions {@code [N, T, C]}
   * @param keyPositions {@code [1, P, C]}
   * @return queries and keys, same shapes
   */
  NDList forward(NDArray queries, NDArray keys, NDArray queryPositions, NDArray keyPositions) {
    return Scope.keepAll(
        () -> {
          NDArray q = norms[0].forward(attendToTokens(queries, queryPositions));
          NDArray k = keys.add(keyPositions);
          q = norms[1].forward(q.add(tokenToImage.forward(q.add(queryPositions), k, keys)));
          q = norms[2].forward(q.add(mlp.forward(q)));
          NDArray attended = imageToToken.forward(k, q.add(queryPositions), q);
          return new NDList(q, norms[3].forward(keys.add(attended)));
        });
  }

  private NDArray attendToTokens(NDArray queries, NDArray positions) {
    if (first) {
      return selfAttention.forward(queries, queries, queries);
    }
    NDArray q = queries.add(positions);
    return queries.add(selfAttention.forward(q, q, queries));
  }
}
