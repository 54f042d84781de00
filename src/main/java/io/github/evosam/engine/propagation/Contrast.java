package io.github.evosam.engine.propagation;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import java.util.Optional;

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
  static Contrast of(PixelSource image, Mask mask) {
    double radius = Math.sqrt(mask.areaPixels() / Math.PI);
    int width = Math.max(THINNEST_RING, (int) Math.round(RING * radius));
    Mask ring = MaskGrowth.grown(mask, width).without(mask);
    double[] around = means(image, ring.isEmpty() ? mask : ring);
    double[] difference = means(image, mask);
    for (int c = 0; c < difference.length; c++) {
      difference[c] -= around[c];
    }
    return new Contrast(around, difference);
  }

  /** Of each channel; 0 without pixels. Reads no more of the image than the mask's box. */
  private static double[] means(PixelSource image, Mask mask) {
    double[] means = new double[Plane.CHANNELS];
    Optional<BoxPrompt> box = mask.boundingBox();
    if (box.isPresent()) {
      int left = (int) box.get().x0();
      int top = (int) box.get().y0();
      ImageSize size = new ImageSize((int) box.get().width(), (int) box.get().height());
      image
          .region(left, top, size)
          .forEachStrip(
              (strip, y) -> addSums(means, strip, mask.crop(left, top + y, strip.size())));
      for (int c = 0; c < means.length; c++) {
        means[c] /= mask.areaPixels();
      }
    }
    return means;
  }

  private static void addSums(double[] sums, Plane strip, Mask mask) {
    float[] values = strip.values();
    int area = values.length / sums.length;
    mask.forEachRun(
        (start, end) -> {
          for (int c = 0; c < sums.length; c++) {
            for (int i = start; i < end; i++) {
              sums[c] += values[c * area + i];
            }
          }
        });
  }

  /**
   * How much of the contrast the pixels of a mask still have: 1 if they look like the object, 0 if
   * they look like what was around it, in between and beyond in proportion; 1 also for an object
   * that is too faint to judge by.
   */
  double share(PixelSource image, Mask mask) {
    double[] now = means(image, mask);
    double common = 0;
    double square = 0;
    for (int c = 0; c < now.length; c++) {
      common += (now[c] - around[c]) * difference[c];
      square += difference[c] * difference[c];
    }
    return square < Plane.CHANNELS * FAINT * FAINT ? 1 : common / square;
  }
}
