package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.nn.Scaling;
import java.util.List;

/**
 * How far a model is from telling how deep inside its object each pixel lies: cross-entropy with
 * the true depths as soft targets. An absolute error would settle on zero everywhere.
 */
public final class DepthLoss {
  /** A pixel inside an object counts this much more than one outside. */
  private static final double EXTRA_INSIDE_WEIGHT = 2;

  private DepthLoss() {}

  /**
   * The loss, averaged over pixels.
   *
   * @param logits {@code [B, 1, S / 2, S / 2]}
   * @param labels the objects of the B images, S × S each
   * @return a scalar with gradient
   */
  public static NDArray of(NDArray logits, List<LabelMap> labels) {
    NDArray depths = DepthTargets.of(labels, logits.getManager());
    NDArray entropy = Activation.softPlus(logits).sub(logits.mul(depths));
    NDArray inside = depths.gt(0).toType(depths.getDataType(), false);
    return entropy.mul(Scaling.times(inside, EXTRA_INSIDE_WEIGHT).add(1)).mean();
  }
}
