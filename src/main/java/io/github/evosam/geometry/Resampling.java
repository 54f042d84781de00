package io.github.evosam.geometry;

/**
 * Bilinear resizing with antialiasing: a triangle filter whose support grows with the reduction, as
 * PIL's {@code BILINEAR} and therefore the official {@code ResizeLongestSide.apply_image} do.
 */
public final class Resampling {
  private Resampling() {}

  /** PIL keeps the weights of 8-bit images in fixed point with 22 binary places. */
  private static final double WEIGHT_STEPS = 1 << 22;

  /**
   * The image at another size; horizontal pass first, then vertical, in float32 (no rounding). The
   * image is read strip by strip.
   */
  public static Plane resize(PixelSource image, ImageSize target) {
    return resize(image, target, false);
  }

  /**
   * As {@link #resize(PixelSource, ImageSize)}, each pass rounded to whole grey levels: for a plane
   * of whole numbers exactly what PIL makes of the 8-bit image.
   */
  public static Plane resizeToGreyLevels(PixelSource image, ImageSize target) {
    return resize(image, target, true);
  }

  private static Plane resize(PixelSource image, ImageSize target, boolean greyLevels) {
    ImageSize size = image.size();
    if (size.equals(target)) {
      return image instanceof Plane plane ? plane : image.crop(0, 0, size);
    }
    Filter columns = Filter.of(size.width(), target.width(), greyLevels);
    Filter rows = Filter.of(size.height(), target.height(), greyLevels);
    float[] result = new float[Math.toIntExact(Plane.CHANNELS * target.area())];
    RowSums[] channels = new RowSums[Plane.CHANNELS];
    for (int c = 0; c < Plane.CHANNELS; c++) {
      channels[c] = new RowSums(rows, target.width(), result, Math.toIntExact(c * target.area()));
    }
    float[] line = new float[target.width()];
    image.forEachStrip(
        (strip, top) -> {
          for (int c = 0; c < Plane.CHANNELS; c++) {
            for (int y = 0; y < strip.size().height(); y++) {
              columns.apply(strip.values(), strip.indexOf(c, 0, y), line);
              channels[c].add(top + y, line);
            }
          }
        });
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

    void apply(float[] in, int start, float[] out) {
      for (int i = 0; i < first.length; i++) {
        double sum = 0;
        int at = start + first[i];
        for (double weight : weights[i]) {
          sum += weight * in[at++];
        }
        out[i] = rounded(sum);
      }
    }

    float rounded(double sum) {
      return (float) (greyLevels ? Math.floor(sum + 0.5) : sum);
    }
  }

  /** The vertical pass over one channel, whose rows come from top to bottom. */
  private static final class RowSums {
    private final Filter rows;
    private final float[] result;
    private final int start;
    private final int width;
    private final double[][] sums;
    private int open;

    RowSums(Filter rows, int width, float[] result, int start) {
      this.rows = rows;
      this.width = width;
      this.result = result;
      this.start = start;
      sums = new double[rows.first().length][];
    }

    void add(int y, float[] line) {
      for (int i = open; i < sums.length && rows.first()[i] <= y; i++) {
        double[] weights = rows.weights()[i];
        int k = y - rows.first()[i];
        if (k < weights.length) {
          add(i, weights[k], line);
        }
        if (k == weights.length - 1) {
          finish(i);
        }
      }
    }

    private void add(int i, double weight, float[] line) {
      sums[i] = sums[i] == null ? new double[width] : sums[i];
      for (int x = 0; x < width; x++) {
        sums[i][x] += weight * line[x];
      }
    }

    private void finish(int i) {
      for (int x = 0; x < width; x++) {
        result[start + i * width + x] = rows.rounded(sums[i][x]);
      }
      sums[i] = null;
      open = i + 1;
    }
  }
}
