package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.Mask;

/**
 * One of the masks that the model offers for an object, still in low resolution: what it costs to
 * bring it to the image is paid only when asked. Immutable; holds no arrays of the engine.
 */
public final class Candidate {
  /** Logits above it are foreground. */
  public static final float THRESHOLD = 0;

  /** Foreground on the border of a part of the image up to which an object counts as whole. */
  private static final int MAX_CUT = 2;

  private final LowResMask lowRes;
  private final float predictedIou;
  private final Mask exact;

  Candidate(LowResMask lowRes, float predictedIou) {
    this(lowRes, predictedIou, null);
  }

  /** With a mask at the image's size that is known already; null for none. */
  Candidate(LowResMask lowRes, float predictedIou, Mask exact) {
    this.lowRes = lowRes;
    this.predictedIou = predictedIou;
    this.exact = exact;
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
    return exact != null
        ? exact
        : lowRes.view().place(postprocessing().mask(lowRes.logits(), THRESHOLD));
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

  /**
   * Whether the mask seems to go on beyond the part of the image that the model was shown. What
   * ends at the image's own border is whole.
   */
  boolean isCut() {
    View view = lowRes.view();
    int right = (int) Math.round(view.lowX(view.x() + view.region().width() - 1));
    int bottom = (int) Math.round(view.lowY(view.y() + view.region().height() - 1));
    int cut = 0;
    for (int i = 0; i <= bottom; i++) {
      cut += view.x() > 0 && foreground(0, i) ? 1 : 0;
      cut +=
          view.x() + view.region().width() < view.image().width() && foreground(right, i) ? 1 : 0;
    }
    for (int i = 0; i <= right; i++) {
      cut += view.y() > 0 && foreground(i, 0) ? 1 : 0;
      cut +=
          view.y() + view.region().height() < view.image().height() && foreground(i, bottom)
              ? 1
              : 0;
    }
    return cut > MAX_CUT;
  }

  private boolean foreground(int x, int y) {
    return lowRes.logits()[y * lowRes.view().lowSide() + x] > THRESHOLD;
  }

  /** This candidate as the answer. */
  public Prediction toPrediction() {
    return new Prediction(mask(), predictedIou, lowRes);
  }
}
