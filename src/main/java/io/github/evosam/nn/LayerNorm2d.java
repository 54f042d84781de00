package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;

/**
 * Layer normalisation over the channels of each pixel, {@code [N, C, H, W] → [N, C, H, W]}
 * (official {@code common.py}).
 *
 * @param channels the normalisation of one pixel's channels
 */
public record LayerNorm2d(TokenNorm channels) implements Layer {
  private static final float EPSILON = 1e-6f;

  /** The normalisation whose parameters are {@code name.weight} and {@code name.bias}. */
  public static LayerNorm2d of(StateDict weights, String name) {
    return new LayerNorm2d(TokenNorm.of(weights, name, EPSILON));
  }

  @Override
  public NDArray forward(NDArray x) {
    // [N, C, H, W] -> [N, H, W, C] and back
    return channels.forward(x.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2);
  }
}
