package io.github.evosam.geometry;

/**
 * Bilinear resizing with antialiasing: a triangle filter whose support grows with the reduction, as
 * PIL's {@code BILINEAR} and therefore the official {@code ResizeLongestSide.apply_image} do.
 */
public final class Resampling {
  private Resampling() {}

  /** PIL keeps the weights of 8-bit images in fixed point with 22 binary places. */
  private static final double WEIGHT_STEPS = 1 << 22;

  /** The plane at another size; horizontal pass first, then vertical, in float32 (no rounding). */
  public static Plane resize(Plane plane, ImageSize target) {
    return resize(plane, target, false);
  }

  /**
   * As {@link #resize(Plane, ImageSize)}, each pass rounded to whole grey levels: for a plane of
   * whole numbers exactly what PIL makes of the 8-bit image.
   */
  public static Plane resizeToGreyLevels(Plane plane, ImageSize target) {
    return resize(plane, target, true);
  }

  private static Plane resize(Plane plane, ImageSize target, boolean greyLevels) {
    if (plane.size().equals(target)) {
      return plane;
    }
    ImageSize size = plane.size();
    Filter columns = Filter.of(size.width(), target.width(), greyLevels);
    Filter rows = Filter.of(size.height(), target.height(), greyLevels);
    float[] result = new float[Math.toIntExact(Plane.CHANNELS * target.area())];
    float[] wide = new float[target.width() * size.height()];
    for (int c = 0; c < Plane.CHANNELS; c++) {
      int in = Math.toIntExact(c * size.area());
      for (int y = 0; y < size.height(); y++) {
        columns.apply(plane.values(), in + y * size.width(), 1, wide, y * target.width(), 1);
      }
      int out = Math.toIntExact(c * target.area());
      for (int x = 0; x < target.width(); x++) {
        rows.apply(wide, x, target.width(), result, out + x, target.width());
      }
    }
    return new Plane(target, result);
  }

  /** Weights of one axis: output i is Σ weight[i][k] · input[first[i] + k]. */
  private record Filter(int[] first, double[][] weights, boolean greyLevels) {

    static Filter of(int from, int to, boolean greyLevels) {
      double scale = (double) from / to;
      double support = Math.max(1.0, scale);
      int[] first = new int[to];
      double[][] weights = new double[to][];
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - support + 0.5));
        int end = Math.min(from, (int) (centre + support + 0.5));
        weights[i] = triangle(centre, support, first[i], end);
      }
      return new Filter(first, weights, greyLevels);
    }

    private static double[] triangle(double centre, double support, int first, int end) {
      double[] raw = new double[end - first];
      double sum = 0;
      for (int k = 0; k < raw.length; k++) {
        raw[k] = Math.max(0, 1 - Math.abs((first + k + 0.5 - centre) / support));
        sum += raw[k];
      }
      for (int k = 0; k < raw.length; k++) {
        raw[k] = Math.rint(raw[k] / sum * WEIGHT_STEPS) / WEIGHT_STEPS;
      }
      return raw;
    }

    void apply(float[] in, int inStart, int inStep, float[] out, int outStart, int outStep) {
      for (int i = 0; i < first.length; i++) {
        double sum = 0;
        int at = inStart + first[i] * inStep;
        for (double weight : weights[i]) {
          sum += weight * in[at];
          at += inStep;
        }
        out[outStart + i * outStep] = (float) (greyLevels ? Math.floor(sum + 0.5) : sum);
      }
    }
  }
}
