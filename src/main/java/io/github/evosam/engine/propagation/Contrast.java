package io.github.evosam.engine.propagation;

import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import java.util.BitSet;

/**
 * How an object stands out from its surroundings on the slice where it is known, and so what its
 * pixels look like where it has ended. It is a second opinion: a small model answers a box with a
 * mask whether or not there still is anything in it.
 *
 * <p>Grey levels are means in red, green and blue, 0..255. The surroundings are a ring, a quarter
 * as wide as the radius of a disc of the object's area, at least two pixels.
 */
final class Contrast {
  private static final double RING = 0.25;
  private static final int THINNEST_RING = 2;

  /** Objects that stand out less, in grey levels, cannot be judged by it. */
  private static final double FAINT = 10;

  private final double[] around;
  private final double[] difference;

  private Contrast(double[] around, double[] difference) {
    this.around = around;
    this.difference = difference;
  }

  /** The contrast of an object where it is known. */
  static Contrast of(Plane plane, Mask mask) {
    double radius = Math.sqrt(mask.areaPixels() / Math.PI);
    int width = Math.max(THINNEST_RING, (int) Math.round(RING * radius));
    BitSet ring = MaskGrowth.grown(mask, width).toBitSet();
    ring.andNot(mask.toBitSet());
    double[] around = means(plane, ring.isEmpty() ? mask.toBitSet() : ring);
    double[] difference = means(plane, mask.toBitSet());
    for (int c = 0; c < difference.length; c++) {
      difference[c] -= around[c];
    }
    return new Contrast(around, difference);
  }

  private static double[] means(Plane plane, BitSet pixels) {
    double[] means = new double[Plane.CHANNELS];
    int area = Math.toIntExact(plane.size().area());
    for (int c = 0; c < means.length; c++) {
      int start = c * area;
      means[c] = pixels.stream().mapToDouble(i -> plane.values()[start + i]).average().orElse(0);
    }
    return means;
  }

  /**
   * How much of the contrast the pixels of a mask still have: 1 if they look like the object, 0 if
   * they look like what was around it, in between and beyond in proportion; 1 also for an object
   * that is too faint to judge by.
   */
  double share(Plane plane, Mask mask) {
    double[] now = means(plane, mask.toBitSet());
    double common = 0;
    double square = 0;
    for (int c = 0; c < now.length; c++) {
      common += (now[c] - around[c]) * difference[c];
      square += difference[c] * difference[c];
    }
    return square < Plane.CHANNELS * FAINT * FAINT ? 1 : common / square;
  }
}
