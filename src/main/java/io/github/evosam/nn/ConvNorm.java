package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.BatchNorm;

/**
 * Convolution without bias followed by batch normalisation, TinyViT's {@code Conv2d_BN}: parameters
 * {@code name.c.weight} and {@code name.bn.*}.
 *
 * <p>For inference the normalisation is folded into the convolution at load ({@link #folded}); for
 * pre-training both stay apart ({@link #trainable}).
 */
public final class ConvNorm {
  private static final float EPSILON = 1e-5f;
  private static final float MOMENTUM = 0.9f;

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

  /**
   * The convolution and the normalisation apart.
   *
   * @param batchStatistics true to normalise by the batch and update the running statistics, false
   *     to use the running statistics
   */
  public static Layer trainable(
      StateDict weights, String name, int stride, int groups, boolean batchStatistics) {
    NDArray kernel = weights.get(name + ".c.weight");
    Conv conv = new Conv(kernel, null, stride, padding(kernel), groups);
    NDArray mean = weights.get(name + ".bn.running_mean");
    NDArray variance = weights.get(name + ".bn.running_var");
    NDArray gamma = weights.get(name + ".bn.weight");
    NDArray beta = weights.get(name + ".bn.bias");
    return x ->
        BatchNorm.batchNorm(
                conv.forward(x), mean, variance, gamma, beta, 1, MOMENTUM, EPSILON, batchStatistics)
            .singletonOrThrow();
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
