package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * Two-dimensional convolution, {@code [N, C, H, W] → [N, C', H', W']}.
 *
 * @param weight {@code [C', C / groups, k, k]}
 * @param bias {@code [C']}, or null for none
 * @param stride step in pixels, both axes
 * @param padding zeros added at each border, pixels
 * @param groups number of channel groups; C for a depthwise convolution
 */
public record Conv(NDArray weight, NDArray bias, int stride, int padding, int groups)
    implements Layer {

  /**
   * The convolution whose parameters are {@code name.weight} and, if present, {@code name.bias}.
   */
  public static Conv of(StateDict weights, String name, int stride, int padding) {
    NDArray bias = weights.has(name + ".bias") ? weights.get(name + ".bias") : null;
    return new Conv(weights.get(name + ".weight"), bias, stride, padding, 1);
  }

  /**
   * The depthwise convolution of odd kernels that keeps height and width; an adapter can sit here.
   */
  public static Layer depthwise(StateDict weights, String name) {
    return adaptable(weights, name, (int) weights.shape(name + ".weight").get(0));
  }

  /** The convolution of odd kernels that keeps height and width; an adapter can sit here. */
  public static Layer adaptable(StateDict weights, String name, int groups) {
    Shape kernel = weights.get(name + ".weight", -1, -1, -1, -1).getShape();
    NDArray bias = weights.get(name + ".bias", kernel.get(0));
    int padding = (int) kernel.get(2) / 2;
    return x -> new Conv(weights.adapted(name + ".weight"), bias, 1, padding, groups).forward(x);
  }

  @Override
  public NDArray forward(NDArray x) {
    return Conv2d.conv2d(
            x,
            weight,
            bias,
            new Shape(stride, stride),
            new Shape(padding, padding),
            new Shape(1, 1),
            groups)
        .singletonOrThrow();
  }
}
