package io.github.evosam.sam;

import io.github.evosam.geometry.Mask;
import java.util.Objects;

/**
 * The chosen mask of one object.
 *
 * @param mask of the image's size
 * @param predictedIou the model's own estimate of the mask's quality; trained towards 0..1, but not
 *     confined to it
 * @param lowResLogits row-major {@code [4h, 4w]} in the model's frame, to start the next prediction
 *     of the same object from; not copied, must not be modified
 */
public record Prediction(Mask mask, float predictedIou, float[] lowResLogits) {
  /** Checks that mask and logits are given. */
  public Prediction {
    Objects.requireNonNull(mask, "mask");
    Objects.requireNonNull(lowResLogits, "lowResLogits");
  }
}
