package io.github.evosam.imagej.image;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Exact percentiles of any number of planes without sorting or copying them: a histogram over the
 * upper 16 bits of an order-preserving integer form of float32, then one over the lower 16 bits
 * inside the bin that was hit. NaN and infinite values do not count.
 */
final class Percentiles {
  private static final double LOW = 0.005;
  private static final double HIGH = 0.999;
  private static final int BINS = 1 << 16;

  private final List<Supplier<PixelValues>> planes;
  private final long[] coarse = new long[BINS];
  private long count;

  private Percentiles(List<Supplier<PixelValues>> planes) {
    this.planes = planes;
    for (Supplier<PixelValues> plane : planes) {
      PixelValues pixels = plane.get();
      for (int i = 0; i < pixels.count(); i++) {
        float value = pixels.at(i);
        if (Float.isFinite(value)) {
          coarse[key(value) >>> 16]++;
          count++;
        }
      }
    }
  }

  /**
   * The range from the 0.5th to the 99.9th percentile of all planes together; from the lowest to
   * the highest value if those two are equal. The p-th percentile of n values is the one of rank
   * {@code floor(p · (n − 1))}, counted from 0.
   *
   * @return empty if no value is finite
   */
  static Optional<IntensityRange> range(List<Supplier<PixelValues>> planes) {
    Percentiles percentiles = new Percentiles(planes);
    if (percentiles.count == 0) {
      return Optional.empty();
    }
    float low = percentiles.at(LOW);
    float high = percentiles.at(HIGH);
    return Optional.of(
        low < high
            ? new IntensityRange(low, high)
            : new IntensityRange(percentiles.at(0), percentiles.at(1)));
  }

  private float at(double quantile) {
    long rank = (long) (quantile * (count - 1));
    int bin = 0;
    while (rank >= coarse[bin]) {
      rank -= coarse[bin++];
    }
    long[] fine = fineHistogram(bin);
    int low = 0;
    while (rank >= fine[low]) {
      rank -= fine[low++];
    }
    return value(bin << 16 | low);
  }

  private long[] fineHistogram(int bin) {
    long[] fine = new long[BINS];
    for (Supplier<PixelValues> plane : planes) {
      PixelValues pixels = plane.get();
      for (int i = 0; i < pixels.count(); i++) {
        float value = pixels.at(i);
        int key = key(value);
        if (key >>> 16 == bin && Float.isFinite(value)) {
          fine[key & 0xffff]++;
        }
      }
    }
    return fine;
  }

  /** An unsigned integer that orders as the float does; −0 counts as 0. */
  private static int key(float value) {
    int bits = Float.floatToRawIntBits(value + 0f);
    return bits < 0 ? ~bits : bits | 0x80000000;
  }

  private static float value(int key) {
    return Float.intBitsToFloat(key < 0 ? key & 0x7fffffff : ~key);
  }
}
