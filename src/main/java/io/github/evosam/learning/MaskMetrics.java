package io.github.evosam.learning;

import io.github.evosam.geometry.Mask;
import java.util.Arrays;
import java.util.BitSet;

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
    double[] distances = outlineDistances(predicted, truth);
    long near = Arrays.stream(distances).filter(d -> d <= tolerancePixels).count();
    int rank = (int) Math.ceil(PERCENTILE * distances.length) - 1;
    return new MaskMetrics(dice, iou, distances[rank], (double) near / distances.length);
  }

  /** Dice alone, which needs no distances. */
  public static double dice(Mask predicted, Mask truth) {
    double sum = predicted.areaPixels() + truth.areaPixels();
    return sum == 0 ? 1 : 2 * predicted.intersectionPixels(truth) / sum;
  }

  /** Distances of each outline's pixels to the other outline, sorted. */
  private static double[] outlineDistances(Mask a, Mask b) {
    Mask outlineA = outline(a);
    Mask outlineB = outline(b);
    double[] toA = DistanceTransform.squaredTo(outlineA);
    double[] toB = DistanceTransform.squaredTo(outlineB);
    double[] distances = new double[outlineA.areaPixels() + outlineB.areaPixels()];
    int n = 0;
    for (int i : outlineA.toBitSet().stream().toArray()) {
      distances[n++] = Math.sqrt(toB[i]);
    }
    for (int i : outlineB.toBitSet().stream().toArray()) {
      distances[n++] = Math.sqrt(toA[i]);
    }
    Arrays.sort(distances);
    return distances;
  }

  /** Foreground pixels with a background or outside pixel among their four neighbours. */
  private static Mask outline(Mask mask) {
    int width = mask.size().width();
    BitSet outline = new BitSet();
    mask.toBitSet().stream()
        .filter(
            i -> {
              int x = i % width;
              int y = i / width;
              return !(mask.contains(x - 1, y)
                  && mask.contains(x + 1, y)
                  && mask.contains(x, y - 1)
                  && mask.contains(x, y + 1));
            })
        .forEach(outline::set);
    return Mask.of(mask.size(), outline);
  }
}
