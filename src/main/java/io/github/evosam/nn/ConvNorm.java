package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;

/**
 * Convolution without bias followed by batch normalisation, TinyViT's {@code Conv2d_BN}: parameters
 * {@code name.c.weight} and {@code name.bn.*}.
 *
 * <p>The normalisation is folded into the convolution at load.
 */
public final class ConvNorm {
  private static final float EPSILON = 1e-5f;

  private ConvNorm() {}

  /**
   * The convolution with the running statistics folded in; its arrays are owned by the dictionary's
   * manager, the dictionary itself stays unchanged.
   */
  public static Layer folded(StateDict weights, String name, int stride, int groups) {
    NDArray kernel = weights.get(name + ".c.weight");
    long out = kernel.getShape().get(0);
    NDArray weight = Scope.keep(() -> kernel.mul(gain(weights, name, out).reshape(out, 1, 1, 1)));
    NDArray bias =
        Scope.keep(
            () -> {
              NDArray mean = weights.get(name + ".bn.running_mean", out);
              return weights.get(name + ".bn.bias", out).sub(mean.mul(gain(weights, name, out)));
            });
    return new Conv(weights.adopt(weight), weights.adopt(bias), stride, padding(kernel), groups);
  }

  /** γ / √(σ² + ε), {@code [C']}. */
  private static NDArray gain(StateDict weights, String name, long out) {
    NDArray variance = weights.get(name + ".bn.running_var", out);
    return weights.get(name + ".bn.weight", out).div(variance.add(EPSILON).sqrt());
  }

  private static int padding(NDArray kernel) {
    return (int) (kernel.getShape().get(2) / 2);
  }
}
