package io.github.evosam.imagej.image;

import java.io.Serializable;

/**
 * The intensities that become 0 and 255; between them the mapping is linear, outside it is cut.
 *
 * @param low intensity that becomes 0, finite
 * @param high intensity that becomes 255, finite, at least low
 */
public record IntensityRange(double low, double high) implements Serializable {
  /** 8-bit values as they are. */
  public static final IntensityRange EIGHT_BIT = new IntensityRange(0, 255);

  /** Checks that both ends are finite and ordered. */
  public IntensityRange {
    if (!Double.isFinite(low) || !Double.isFinite(high) || high < low) {
      throw new IllegalArgumentException(
          "An intensity range needs finite low <= high, but " + low + ".." + high + " came");
    }
  }

  /**
   * The grey value 0..255 of an intensity: NaN counts as the lowest, infinities as the ends. Where
   * the range is a single intensity (a constant image), that one becomes 0.
   */
  public float toGrey(float intensity) {
    if (!(intensity > low)) {
      return 0f;
    }
    return intensity >= high ? 255f : (float) ((intensity - low) * (255.0 / (high - low)));
  }

  /** Replaces the intensities {@code [from, to)} by their grey values. */
  void apply(float[] intensities, int from, int to) {
    if (equals(EIGHT_BIT)) {
      return;
    }
    for (int i = from; i < to; i++) {
      intensities[i] = toGrey(intensities[i]);
    }
  }
}
