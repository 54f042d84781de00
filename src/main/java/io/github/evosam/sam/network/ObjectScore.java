package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.StateDict;

/**
 * SAM 2's answer to whether the prompted or followed object is in the image at all (official {@code
 * mask_decoder.py}, {@code pred_obj_scores}): a token of its own in front of the others.
 */
final class ObjectScore {
  private static final String TOKEN = "mask_decoder.obj_score_token.weight";
  private static final String HEAD = "mask_decoder.pred_obj_score_head.layers.";

  private final NDArray token;
  private final Mlp head;

  ObjectScore(StateDict weights) {
    token = weights.get(TOKEN, 1, -1);
    head = Mlp.of(weights, Activation::relu, HEAD + "0", HEAD + "1", HEAD + "2");
  }

  /** Whether the weights hold this token. */
  static boolean isIn(StateDict weights) {
    return weights.has(TOKEN);
  }

  /** The token that the decoder begins with, {@code [1, C]}. */
  NDArray token() {
    return token;
  }

  /**
   * The score, a logit: the object is there if it is positive.
   *
   * @param tokens behind the transformer, this one first, {@code [N, T, C]}
   * @return {@code [N, 1]}
   */
  NDArray of(NDArray tokens) {
    return head.forward(tokens.get(new NDIndex(":, 0")));
  }
}
