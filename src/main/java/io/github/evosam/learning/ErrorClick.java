package io.github.evosam.learning;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PointPrompt;
import java.util.BitSet;
import java.util.Optional;

/**
 * The next click of a simulated user: the centre of the largest connected error, as the interactive
 * segmentation literature does (Sofiiuk et al. 2022; Kirillov et al. 2023, App. D).
 */
public final class ErrorClick {
  private ErrorClick() {}

  /**
   * The click that corrects the prediction most.
   *
   * @return positive where the object was missed, negative where too much was taken; empty if the
   *     masks agree
   * @throws IllegalArgumentException if the sizes differ
   */
  public static Optional<PointPrompt> next(Mask predicted, Mask truth) {
    Optional<Mask> missed = largest(difference(truth, predicted));
    Optional<Mask> surplus = largest(difference(predicted, truth));
    int missedArea = missed.map(Mask::areaPixels).orElse(0);
    int surplusArea = surplus.map(Mask::areaPixels).orElse(0);
    if (missedArea + surplusArea == 0) {
      return Optional.empty();
    }
    boolean positive = missedArea >= surplusArea;
    return Optional.of(centre((positive ? missed : surplus).get(), positive));
  }

  /** A click at the innermost pixel of a mask, farthest from its border. */
  public static PointPrompt centre(Mask mask, boolean positive) {
    int innermost = DistanceTransform.innermost(mask);
    int width = mask.size().width();
    return new PointPrompt(innermost % width, innermost / width, positive);
  }

  private static Mask difference(Mask mask, Mask without) {
    mask.intersectionPixels(without); // checks the sizes
    BitSet bits = mask.toBitSet();
    bits.andNot(without.toBitSet());
    return Mask.of(mask.size(), bits);
  }

  private static Optional<Mask> largest(Mask mask) {
    if (mask.isEmpty()) {
      return Optional.empty();
    }
    ImageSize size = mask.size();
    int[] labels = LabelMap.components(mask).toArray();
    int[] areas = new int[labels.length + 1];
    int best = 0;
    for (int label : labels) {
      if (label > 0 && (++areas[label] > areas[best] || best == 0)) {
        best = label;
      }
    }
    BitSet bits = new BitSet(labels.length);
    for (int i = 0; i < labels.length; i++) {
      bits.set(i, labels[i] == best);
    }
    return Optional.of(Mask.of(size, bits));
  }
}
