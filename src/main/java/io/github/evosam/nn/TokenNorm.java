package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;

/**
 * Layer normalisation over the last axis, {@code [..., C] → [..., C]}.
 *
 * @param weight {@code [C]}
 * @param bias {@code [C]}
 * @param epsilon added to the variance
 */
public record TokenNorm(NDArray weight, NDArray bias, float epsilon) implements Layer {
  /** PyTorch's default epsilon. */
  public static final float DEFAULT_EPSILON = 1e-5f;

  /** The normalisation whose parameters are {@code name.weight} and {@code name.bias}. */
  public static TokenNorm of(StateDict weights, String name, float epsilon) {
    return new TokenNorm(
        weights.get(name + ".weight", -1), weights.get(name + ".bias", -1), epsilon);
  }

  @Override
  public NDArray forward(NDArray x) {
    Shape normalised = new Shape(weight.size());
    return LayerNorm.layerNorm(x, normalised, weight, bias, epsilon).singletonOrThrow();
  }
}
