package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.Mask;
import java.util.Objects;

/**
 * The chosen mask of one object.
 *
 * @param mask of the image's size
 * @param predictedIou the model's own estimate of the mask's quality; trained towards 0..1, but not
 *     confined to it
 * @param lowRes the mask to start the next prediction of the same object from
 */
public record Prediction(Mask mask, float predictedIou, LowResMask lowRes) {
  /** Checks that both masks are given. */
  public Prediction {
    Objects.requireNonNull(mask, "mask");
    Objects.requireNonNull(lowRes, "lowRes");
  }

  /** The logits of {@link #lowRes}, row-major {@code [low, low]}; must not be modified. */
  public float[] lowResLogits() {
    return lowRes.logits();
  }
}
