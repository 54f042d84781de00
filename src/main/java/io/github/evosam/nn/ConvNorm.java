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

  /** What a trainable normalisation goes by. */
  public enum Statistics {
    /** The batch; the running statistics follow. */
    BATCH,
    /** The batch; the running statistics stay as they are. */
    BATCH_UNTRACKED,
    /** The running statistics, which stay as they are. */
    RUNNING
  }

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

  /** The convolution and the normalisation apart. */
  public static Layer trainable(
      StateDict weights, String name, int stride, int groups, Statistics statistics) {
    NDArray kernel = weights.get(name + ".c.weight");
    Conv conv = new Conv(kernel, null, stride, padding(kernel), groups);
    NDArray mean = running(weights, name + ".bn.running_mean", statistics);
    NDArray variance = running(weights, name + ".bn.running_var", statistics);
    NDArray gamma = weights.get(name + ".bn.weight");
    NDArray beta = weights.get(name + ".bn.bias");
    boolean byBatch = statistics != Statistics.RUNNING;
    return x ->
        BatchNorm.batchNorm(
                conv.forward(x), mean, variance, gamma, beta, 1, MOMENTUM, EPSILON, byBatch)
            .singletonOrThrow();
  }

  /** The engine always tracks what it is given, so an untracked normalisation gets a copy. */
  private static NDArray running(StateDict weights, String name, Statistics statistics) {
    NDArray running = weights.get(name);
    return statistics == Statistics.BATCH_UNTRACKED ? weights.adopt(running.duplicate()) : running;
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
