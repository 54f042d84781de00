package io.github.evosam.geometry;

/**
 * Bilinear resizing with antialiasing: a triangle filter whose support grows with the reduction, as
 * PIL's {@code BILINEAR} and therefore the official {@code ResizeLongestSide.apply_image} do.
 */
public final class Resampling {
  private Resampling() {}

  /** The plane at another size; horizontal pass first, then vertical, in float32 (no rounding). */
  public static Plane resize(Plane plane, ImageSize target) {
    if (plane.size().equals(target)) {
      return plane;
    }
    ImageSize size = plane.size();
    Filter columns = Filter.of(size.width(), target.width());
    Filter rows = Filter.of(size.height(), target.height());
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
  private record Filter(int[] first, float[][] weights) {

    static Filter of(int from, int to) {
      double scale = (double) from / to;
      double support = Math.max(1.0, scale);
      int[] first = new int[to];
      float[][] weights = new float[to][];
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - support + 0.5));
        int end = Math.min(from, (int) (centre + support + 0.5));
        weights[i] = triangle(centre, support, first[i], end);
      }
      return new Filter(first, weights);
    }

    private static float[] triangle(double centre, double support, int first, int end) {
      double[] raw = new double[end - first];
      double sum = 0;
      for (int k = 0; k < raw.length; k++) {
        raw[k] = Math.max(0, 1 - Math.abs((first + k + 0.5 - centre) / support));
        sum += raw[k];
      }
      float[] weights = new float[raw.length];
      for (int k = 0; k < raw.length; k++) {
        weights[k] = (float) (raw[k] / sum);
      }
      return weights;
    }

    void apply(float[] in, int inStart, int inStep, float[] out, int outStart, int outStep) {
      for (int i = 0; i < first.length; i++) {
        float sum = 0;
        int at = inStart + first[i] * inStep;
        for (float weight : weights[i]) {
          sum += weight * in[at];
          at += inStep;
        }
        out[outStart + i * outStep] = sum;
      }
    }
  }
}
