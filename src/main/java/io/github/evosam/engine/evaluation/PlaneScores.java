package io.github.evosam.engine.evaluation;

import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSize;
import io.github.evosam.learning.MaskMetrics;
import io.github.evosam.learning.SurfaceDistances;

/**
 * How well the result of one plane agrees with the truth. All but the instances compares what is
 * foreground in both, however it is divided into objects.
 *
 * @param dice twice the intersection over the sum of areas, 0..1; 1 if both are empty
 * @param iou intersection over union, 0..1; 1 if both are empty
 * @param hd95 95th percentile of the distances between the outlines, both directions pooled, in the
 *     pixels' unit; 0 if both are empty, the image's diagonal if one is
 * @param surfaceDice share of the outline pixels within the tolerance of the other outline (Nikolov
 *     et al. 2021), 0..1; 1 if both are empty, 0 if one is
 * @param instances how many objects were found
 */
public record PlaneScores(
    double dice, double iou, double hd95, double surfaceDice, InstanceScores instances) {
  private static final double PERCENTILE = 0.95;

  /**
   * Compares two planes.
   *
   * @param pixels whose unit distances and tolerance have
   * @param tolerance outline distance that counts as agreement, at least 0
   * @throws IllegalArgumentException if the sizes differ
   */
  static PlaneScores of(LabelMap found, LabelMap truth, PixelSize pixels, double tolerance) {
    InstanceScores instances = InstanceScores.of(found, truth);
    Mask a = found.foreground();
    Mask b = truth.foreground();
    double dice = MaskMetrics.dice(a, b);
    double iou = dice / (2 - dice);
    if (a.isEmpty() && b.isEmpty()) {
      return new PlaneScores(dice, iou, 0, 1, instances);
    }
    if (a.isEmpty() || b.isEmpty()) {
      return new PlaneScores(dice, iou, pixels.diagonal(truth.size()), 0, instances);
    }
    SurfaceDistances distances = SurfaceDistances.between(a, b, pixels);
    return new PlaneScores(
        dice, iou, distances.percentile(PERCENTILE), distances.shareWithin(tolerance), instances);
  }
}
