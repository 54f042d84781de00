package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2dTranspose;

/**
 * Transposed convolution that doubles height and width, {@code [N, C, H, W] → [N, C', 2H, 2W]}.
 *
 * @param weight {@code [C, C', 2, 2]}
 * @param bias {@code [C']}
 */
public record Upsampling(NDArray weight, NDArray bias) implements Layer {

  /** The upsampling whose parameters are {@code name.weight} and {@code name.bias}. */
  public static Upsampling of(StateDict weights, String name) {
    return new Upsampling(
        weights.get(name + ".weight", -1, -1, 2, 2), weights.get(name + ".bias", -1));
  }

  @Override
  public NDArray forward(NDArray x) {
    return Conv2dTranspose.conv2dTranspose(x, weight, bias, new Shape(2, 2)).singletonOrThrow();
  }
}
