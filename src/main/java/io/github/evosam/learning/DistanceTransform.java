package io.github.evosam.learning;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.util.BitSet;

/** Exact Euclidean distances on the pixel grid (Felzenszwalb &amp; Huttenlocher 2012). */
public final class DistanceTransform {
  private static final double FAR = 1e20;

  private DistanceTransform() {}

  /**
   * The squared distance, in pixels², from each pixel's centre to the nearest foreground pixel's
   * centre; at least 10²⁰ everywhere if the mask is empty.
   *
   * @return {@code [H, W]} row-major
   */
  public static double[] squaredTo(Mask targets) {
    return squaredTo(targets, 1);
  }

  /**
   * As {@link #squaredTo(Mask)} where rows and columns lie differently far apart.
   *
   * @param rowSpacing distance of two rows, in distances of two columns; above 0
   * @return {@code [H, W]} row-major, in squared distances of two columns; of an empty mask at
   *     least 10²⁰ times the smaller of 1 and the squared spacing
   */
  public static double[] squaredTo(Mask targets, double rowSpacing) {
    int width = targets.size().width();
    int height = targets.size().height();
    double[] squared = new double[width * height];
    java.util.Arrays.fill(squared, FAR);
    targets.toBitSet().stream().forEach(i -> squared[i] = 0);
    Envelope columns = new Envelope(height);
    for (int x = 0; x < width; x++) {
      columns.transform(squared, x, width, height);
    }
    for (int i = 0; i < squared.length; i++) {
      squared[i] *= rowSpacing * rowSpacing;
    }
    Envelope rows = new Envelope(width);
    for (int y = 0; y < height; y++) {
      rows.transform(squared, y * width, 1, width);
    }
    return squared;
  }

  /**
   * Index {@code y · width + x} of the foreground pixel farthest from background and from the
   * outside of the image; among equals the one nearest to their mean position, so that a click on a
   * symmetric object lies in its middle.
   *
   * @throws IllegalArgumentException if the mask is empty
   */
  public static int innermost(Mask mask) {
    if (mask.isEmpty()) {
      throw new IllegalArgumentException("An empty mask has no innermost pixel");
    }
    int width = mask.size().width();
    double[] padded = squaredTo(backgroundWithFrame(mask));
    double max = 0;
    for (double value : padded) {
      max = Math.max(max, value);
    }
    int best = nearestToMean(padded, max, width + 2);
    return (best / (width + 2) - 1) * width + best % (width + 2) - 1;
  }

  /** The background, in a frame of one further background pixel on each side. */
  private static Mask backgroundWithFrame(Mask mask) {
    ImageSize size = new ImageSize(mask.size().width() + 2, mask.size().height() + 2);
    BitSet background = new BitSet();
    background.set(0, Math.toIntExact(size.area()));
    int width = mask.size().width();
    mask.toBitSet().stream()
        .forEach(i -> background.clear((i / width + 1) * size.width() + i % width + 1));
    return Mask.of(size, background);
  }

  private static int nearestToMean(double[] distances, double max, int width) {
    double sumX = 0;
    double sumY = 0;
    int count = 0;
    for (int i = 0; i < distances.length; i++) {
      if (distances[i] == max) {
        sumX += i % width;
        sumY += i / width;
        count++;
      }
    }
    int best = -1;
    double bestSquare = Double.POSITIVE_INFINITY;
    for (int i = 0; i < distances.length; i++) {
      double dx = i % width - sumX / count;
      double dy = i / width - sumY / count;
      if (distances[i] == max && dx * dx + dy * dy < bestSquare) {
        bestSquare = dx * dx + dy * dy;
        best = i;
      }
    }
    return best;
  }

  /** The lower envelope of the parabolas over one row or column. */
  private static final class Envelope {
    private final int[] apex;
    private final double[] from;
    private final double[] line;

    Envelope(int length) {
      apex = new int[length];
      from = new double[length + 1];
      line = new double[length];
    }

    void transform(double[] values, int start, int step, int length) {
      for (int i = 0; i < length; i++) {
        line[i] = values[start + i * step];
      }
      build(length);
      int parabola = 0;
      for (int i = 0; i < length; i++) {
        while (from[parabola + 1] < i) {
          parabola++;
        }
        double offset = i - apex[parabola];
        values[start + i * step] = offset * offset + line[apex[parabola]];
      }
    }

    private void build(int length) {
      int last = 0;
      apex[0] = 0;
      from[0] = Double.NEGATIVE_INFINITY;
      from[1] = Double.POSITIVE_INFINITY;
      for (int i = 1; i < length; i++) {
        double crossing = crossing(i, apex[last]);
        while (crossing <= from[last]) {
          last--;
          crossing = crossing(i, apex[last]);
        }
        last++;
        apex[last] = i;
        from[last] = crossing;
        from[last + 1] = Double.POSITIVE_INFINITY;
      }
    }

    private double crossing(int a, int b) {
      return (line[a] + (double) a * a - line[b] - (double) b * b) / (2.0 * (a - b));
    }
  }
}
