package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import java.util.function.Supplier;

/**
 * A linear map {@code [..., C] → [..., C']}: the place where an adapter can sit, see {@link
 * StateDict#adapt}.
 *
 * @param weight gives {@code [C', C]} each time the map runs
 * @param bias {@code [C']}, or null for none
 */
public record Projection(Supplier<NDArray> weight, NDArray bias) implements Layer {

  /** The map whose parameters are {@code name.weight} and, if present, {@code name.bias}. */
  public static Projection of(StateDict weights, String name) {
    NDArray bias = weights.has(name + ".bias") ? weights.get(name + ".bias", -1) : null;
    weights.get(name + ".weight", -1, -1);
    return new Projection(() -> weights.adapted(name + ".weight"), bias);
  }

  /** The map of each pixel whose parameters are those of a 1 × 1 convolution. */
  public static Layer ofPixels(StateDict weights, String name) {
    NDArray bias = weights.has(name + ".bias") ? weights.get(name + ".bias", -1) : null;
    weights.get(name + ".weight", -1, -1, 1, 1);
    return x -> new Conv(weights.adapted(name + ".weight"), bias, 1, 0, 1).forward(x);
  }

  @Override
  public NDArray forward(NDArray x) {
    return Linear.linear(x, weight.get(), bias).singletonOrThrow();
  }
}
