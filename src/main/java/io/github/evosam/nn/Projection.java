package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;

/**
 * A linear map {@code [..., C] → [..., C']} of an attention layer: the place where an adapter sits.
 *
 * @param weight {@code [C', C]}
 * @param bias {@code [C']}, or null for none
 */
public record Projection(NDArray weight, NDArray bias) implements Layer {

  /** The map whose parameters are {@code name.weight} and, if present, {@code name.bias}. */
  public static Projection of(StateDict weights, String name) {
    NDArray bias = weights.has(name + ".bias") ? weights.get(name + ".bias", -1) : null;
    return new Projection(weights.get(name + ".weight", -1, -1), bias);
  }

  @Override
  public NDArray forward(NDArray x) {
    return Linear.linear(x, weight, bias).singletonOrThrow();
  }

  /** Number of output channels. */
  public long outputs() {
    return weight.getShape().get(0);
  }
}
