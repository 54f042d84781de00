package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * A convolution and the batch normalisation behind it as one convolution, {@code [N, C, H, W] → [N,
 * C', H', W']}. The normalisation goes by its running statistics, which never change; its gain and
 * bias can be learned. An adapter can sit on the kernel, see {@link StateDict#adapt}.
 */
public final class FoldedConv implements Layer {
  private final StateDict weights;
  private final String convolution;
  private final Window window;
  private final NDArray gamma;
  private final NDArray beta;
  private final NDArray mean;
  private final NDArray inverseDeviation;

  /**
   * How the kernel moves over the input.
   *
   * @param stride step in pixels, both axes
   * @param before zeros added at the left and at the top, pixels
   * @param after zeros added at the right and at the bottom, pixels
   * @param groups number of channel groups; C for a depthwise convolution
   */
  public record Window(int stride, int before, int after, int groups) {
    /** Of a kernel of one pixel. */
    public static final Window PIXEL = new Window(1, 0, 0, 1);
  }

  /**
   * The convolution {@code CONVOLUTION.weight}, without bias, and the normalisation {@code
   * NORM.weight}, {@code .bias}, {@code .running_mean} and {@code .running_var}.
   *
   * @param epsilon added to the variance
   */
  public FoldedConv(
      StateDict weights, String convolution, String norm, float epsilon, Window window) {
    this.weights = weights;
    this.convolution = convolution + ".weight";
    this.window = window;
    long out = weights.get(this.convolution, -1, -1, -1, -1).getShape().get(0);
    gamma = weights.get(norm + ".weight", out);
    beta = weights.get(norm + ".bias", out);
    mean = weights.get(norm + ".running_mean", out);
    NDArray variance = weights.get(norm + ".running_var", out);
    inverseDeviation = weights.adopt(Scope.keep(() -> variance.add(epsilon).sqrt().pow(-1)));
  }

  @Override
  public NDArray forward(NDArray x) {
    return Scope.keep(
        () -> {
          NDArray gain = gamma.mul(inverseDeviation);
          NDArray kernel = weights.adapted(convolution).mul(gain.reshape(-1, 1, 1, 1));
          NDArray bias = beta.sub(mean.mul(gain));
          boolean even = window.before() == window.after();
          return new Conv(
                  kernel, bias, window.stride(), even ? window.before() : 0, window.groups())
              .forward(even ? x : padded(x));
        });
  }

  private NDArray padded(NDArray x) {
    // the last axis first: left, right, top, bottom
    int before = window.before();
    int after = window.after();
    return x.pad(new Shape(before, after, before, after), 0);
  }
}
