package io.github.evosam.engine.propagation;

import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import java.util.BitSet;

/**
 * How much an object stands out: mean grey level of its pixels less that of the pixels around it,
 * in each colour, −255..255. The ring around is a quarter of the radius wide that a disc of the
 * object's area would have, at least two pixels. It is a model's second opinion: a small model
 * answers a box with a mask whether or not there still is anything in it.
 *
 * @param red difference
 * @param green difference
 * @param blue difference
 */
record Contrast(double red, double green, double blue) {
  private static final double RING = 0.25;
  private static final int THINNEST_RING = 2;

  /** Objects that stand out less, as cells that touch each other, cannot be judged by it. */
  private static final double FAINT = 25;

  /** The contrast of an object; zero if it fills the image. */
  static Contrast of(Plane plane, Mask mask) {
    double radius = Math.sqrt(mask.areaPixels() / Math.PI);
    int width = Math.max(THINNEST_RING, (int) Math.round(RING * radius));
    BitSet inside = mask.toBitSet();
    BitSet ring = MaskGrowth.grown(mask, width).toBitSet();
    ring.andNot(inside);
    if (ring.isEmpty() || inside.isEmpty()) {
      return new Contrast(0, 0, 0);
    }
    double[] difference = new double[Plane.CHANNELS];
    int pixels = Math.toIntExact(plane.size().area());
    for (int c = 0; c < difference.length; c++) {
      int start = c * pixels;
      difference[c] = mean(plane, start, inside) - mean(plane, start, ring);
    }
    return new Contrast(difference[0], difference[1], difference[2]);
  }

  private static double mean(Plane plane, int start, BitSet pixels) {
    return pixels.stream().mapToDouble(i -> plane.values()[start + i]).average().orElse(0);
  }

  /**
   * How much of a contrast is left in this one: its part in the same colours, 1 for an equal one, 0
   * for none, negative for an inverted one. 1 also where the other is too faint to judge by.
   */
  double shareOf(Contrast other) {
    double square = other.red * other.red + other.green * other.green + other.blue * other.blue;
    return square < Plane.CHANNELS * FAINT * FAINT
        ? 1
        : (red * other.red + green * other.green + blue * other.blue) / square;
  }
}
