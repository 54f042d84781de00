package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.Mask;

/**
 * One of the masks that the model offers for an object, still in low resolution: what it costs to
 * bring it to the image is paid only when asked. Immutable; holds no arrays of the engine.
 */
public final class Candidate {
  /** Logits above it are foreground. */
  public static final float THRESHOLD = 0;

  private final LowResMask lowRes;
  private final float predictedIou;

  Candidate(LowResMask lowRes, float predictedIou) {
    this.lowRes = lowRes;
    this.predictedIou = predictedIou;
  }

  /** The mask in low resolution. */
  public LowResMask lowRes() {
    return lowRes;
  }

  /** The model's own estimate of the mask's quality. */
  public float predictedIou() {
    return predictedIou;
  }

  /** The mask at the image's size, computed anew at each call. */
  public Mask mask() {
    return lowRes.view().place(postprocessing().mask(lowRes.logits(), THRESHOLD));
  }

  /**
   * How little the mask depends on the threshold: the IoU of the image's pixels above {@code
   * +offset} and above {@code −offset} (official {@code calculate_stability_score}); 0 where no
   * pixel is above either. Computed anew at each call.
   *
   * @param offset in logits, not negative; the official automatic mask generator uses 1
   */
  public double stability(float offset) {
    return postprocessing().stability(lowRes.logits(), THRESHOLD, offset);
  }

  private MaskPostprocessing postprocessing() {
    return new MaskPostprocessing(lowRes.view().transform(), lowRes.view().lowSide());
  }

  /** This candidate as the answer. */
  public Prediction toPrediction() {
    return new Prediction(mask(), predictedIou, lowRes);
  }
}
