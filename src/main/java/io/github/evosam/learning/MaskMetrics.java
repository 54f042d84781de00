package io.github.evosam.learning;

import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSize;

/**
 * How well a mask agrees with the truth.
 *
 * @param dice twice the intersection over the sum of areas, 0..1; 1 if both are empty
 * @param iou intersection over union, 0..1; 1 if both are empty
 * @param hd95Pixels 95th percentile of the distances between the two outlines, both directions
 *     pooled, pixels; the image's diagonal if only one mask is empty
 * @param surfaceDice share of outline pixels of both masks within the tolerance of the other
 *     outline (Nikolov et al. 2021), 0..1
 */
public record MaskMetrics(double dice, double iou, double hd95Pixels, double surfaceDice) {
  private static final double PERCENTILE = 0.95;

  /**
   * Compares two masks.
   *
   * @param tolerancePixels outline distance that still counts as agreement
   * @throws IllegalArgumentException if the sizes differ
   */
  public static MaskMetrics of(Mask predicted, Mask truth, double tolerancePixels) {
    double both = predicted.intersectionPixels(truth);
    double sum = predicted.areaPixels() + truth.areaPixels();
    if (sum == 0) {
      return new MaskMetrics(1, 1, 0, 1);
    }
    double dice = 2 * both / sum;
    double iou = both / (sum - both);
    if (predicted.isEmpty() || truth.isEmpty()) {
      double diagonal = Math.hypot(truth.size().width(), truth.size().height());
      return new MaskMetrics(dice, iou, diagonal, 0);
    }
    SurfaceDistances distances = SurfaceDistances.between(predicted, truth, PixelSize.UNCALIBRATED);
    return new MaskMetrics(
        dice, iou, distances.percentile(PERCENTILE), distances.shareWithin(tolerancePixels));
  }

  /** Dice alone, which needs no distances. */
  public static double dice(Mask predicted, Mask truth) {
    double sum = predicted.areaPixels() + truth.areaPixels();
    return sum == 0 ? 1 : 2 * predicted.intersectionPixels(truth) / sum;
  }
}
