package io.github.evosam.learning;

import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSize;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How far the outlines of two masks lie apart: for each outline pixel of either mask the distance
 * to the nearest outline pixel of the other, both directions pooled. An outline is made of the
 * foreground pixels with a background or outside pixel among their four neighbours.
 */
public final class SurfaceDistances {
  /** Distances that differ by less are the same; they come from squares and roots. */
  private static final double ROUNDING = 1e-9;

  private final double[] sorted;

  private SurfaceDistances(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Measures two masks.
   *
   * @param pixels whose unit the distances have; pixels need not be square
   * @throws IllegalArgumentException if a mask is empty, or the sizes differ
   */
  public static SurfaceDistances between(Mask a, Mask b, PixelSize pixels) {
    if (!a.size().equals(b.size())) {
      throw new IllegalArgumentException(
          "Masks of different size cannot be compared: " + a.size() + " and " + b.size());
    }
    if (a.isEmpty() || b.isEmpty()) {
      throw new IllegalArgumentException("An empty mask has no outline to measure from");
    }
    Mask outlineA = outline(a);
    Mask outlineB = outline(b);
    double rowSpacing = pixels.height() / pixels.width();
    double[] distances = new double[outlineA.areaPixels() + outlineB.areaPixels()];
    int n = 0;
    double[] toB = DistanceTransform.squaredTo(outlineB, rowSpacing);
    for (int i : outlineA.toBitSet().stream().toArray()) {
      distances[n++] = pixels.width() * Math.sqrt(toB[i]);
    }
    double[] toA = DistanceTransform.squaredTo(outlineA, rowSpacing);
    for (int i : outlineB.toBitSet().stream().toArray()) {
      distances[n++] = pixels.width() * Math.sqrt(toA[i]);
    }
    Arrays.sort(distances);
    return new SurfaceDistances(distances);
  }

  private static Mask outline(Mask mask) {
    int width = mask.size().width();
    BitSet outline = new BitSet();
    mask.toBitSet().stream()
        .filter(i -> isBorder(mask, i % width, i / width))
        .forEach(outline::set);
    return Mask.of(mask.size(), outline);
  }

  private static boolean isBorder(Mask mask, int x, int y) {
    return !(mask.contains(x - 1, y)
        && mask.contains(x + 1, y)
        && mask.contains(x, y - 1)
        && mask.contains(x, y + 1));
  }

  /**
   * The smallest distance that a share of the outline pixels does not exceed: 0.95 is the 95 %
   * Hausdorff distance, 1 the Hausdorff distance.
   *
   * @param share above 0, at most 1
   */
  public double percentile(double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  /**
   * The share of the outline pixels that lie within a tolerance of the other outline: the surface
   * Dice (Nikolov et al. 2021).
   *
   * @param tolerance in the unit of the pixels, at least 0
   * @return 0..1
   */
  public double shareWithin(double tolerance) {
    double limit = tolerance * (1 + ROUNDING);
    return (double) Arrays.stream(sorted).filter(d -> d <= limit).count() / sorted.length;
  }
}
