package io.github.evosam.engine.propagation;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.Mask;
import java.util.Optional;

/**
 * When an object is no longer there. A part of an object is followed while none of these holds.
 *
 * @param minAreaPixels it has fewer pixels, at least 1
 * @param minPredictedIou the model predicts a lower IoU of its mask, 0..1
 * @param minOverlap its IoU with the mask on the slice before is lower, 0..1
 * @param minContrast its pixels have kept less of the contrast that the object had with its
 *     surroundings where it was shown, 0..1; see {@link Contrast}
 */
public record StopRule(
    int minAreaPixels, double minPredictedIou, double minOverlap, double minContrast) {

  /** Suits all models: see {@code docs/stacks.md} for what it was tried on. */
  public static final StopRule DEFAULT = new StopRule(10, 0.3, 0.3, 0.3);

  /** Checks the ranges. */
  public StopRule {
    if (minAreaPixels < 1) {
      throw new IllegalArgumentException(
          "The smallest area is at least 1 pixel, but " + minAreaPixels + " came");
    }
    requireShare("The smallest predicted IoU", minPredictedIou);
    requireShare("The smallest overlap", minOverlap);
    requireShare("The smallest contrast", minContrast);
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must lie in 0..1, but " + value + " came");
    }
  }

  /**
   * Why a part ends, if it does.
   *
   * @param before its mask on the slice before
   * @param now what the model shows
   * @param contrast share that is left of the object's contrast
   */
  Optional<PathEnd.Reason> ends(Mask before, SegmentedObject now, double contrast) {
    if (now.mask().areaPixels() < minAreaPixels) {
      return Optional.of(PathEnd.Reason.VANISHED);
    }
    if (now.predictedIou() < minPredictedIou) {
      return Optional.of(PathEnd.Reason.UNSURE);
    }
    if (iou(before, now.mask()) < minOverlap) {
      return Optional.of(PathEnd.Reason.MOVED_AWAY);
    }
    return minContrast > 0 && contrast < minContrast
        ? Optional.of(PathEnd.Reason.FADED)
        : Optional.empty();
  }

  private static double iou(Mask a, Mask b) {
    double both = a.intersectionPixels(b);
    return both / (a.areaPixels() + b.areaPixels() - both);
  }
}
