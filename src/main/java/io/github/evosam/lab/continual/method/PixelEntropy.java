package io.github.evosam.lab.continual.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

/** Cross-entropy of masks, pixel by pixel. */
final class PixelEntropy {
  private PixelEntropy() {}

  /**
   * Mean cross-entropy.
   *
   * @param logits {@code [N, 1, h, w]}, may carry a gradient
   * @param target probability of foreground, same shape, 0..1, without gradient
   * @return a scalar
   */
  static NDArray of(NDArray logits, NDArray target) {
    // log(1 + exp(x)) without overflow, minus x·t
    return Activation.softPlus(logits).sub(logits.mul(target)).mean();
  }

  /**
   * Means of squares of pixels.
   *
   * @param shares {@code [N, 1, f·h, f·w]}
   * @return {@code [N, 1, h, w]}
   */
  static NDArray reduce(NDArray shares, Shape logits) {
    long h = logits.get(2);
    long w = logits.get(3);
    long factor = shares.getShape().get(2) / h;
    return shares
        .reshape(-1, h, factor, w, factor) // [N, h, f, w, f]
        .mean(new int[] {4})
        .mean(new int[] {2})
        .expandDims(1);
  }
}
