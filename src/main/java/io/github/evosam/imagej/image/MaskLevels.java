package io.github.evosam.imagej.image;

import java.util.OptionalInt;

/**
 * How often each value 0..255 occurs in a mask; tells a mask of two values whose edges were blurred
 * by scaling or lossy compression from a label image, whose values are numbers.
 *
 * @param counts of each value
 */
record MaskLevels(long[] counts) {
  private static final int LEVELS = 256;

  /** Values that a lossy mask's black and white stay within. */
  private static final int BAND = 64;

  /** Share of the pixels of a lossy mask that must be black or white. */
  private static final double CLEAR_SHARE = 0.8;

  /** Share of the foreground that is pure white in a mask with soft edges. */
  private static final double WHITE_SHARE = 0.5;

  private static final int WHITE = 255;
  private static final int MIDDLE = 128;

  /** Fewest values between black and white that are taken for soft edges. */
  private static final int FEWEST_BETWEEN = 3;

  /** Counts values; others than 0..255 make it unfit for both questions. */
  static MaskLevels of(int[] values) {
    long[] counts = new long[LEVELS];
    for (int value : values) {
      if (value < 0 || value >= LEVELS) {
        return new MaskLevels(new long[0]);
      }
      counts[value]++;
    }
    return new MaskLevels(counts);
  }

  /**
   * The value from which on a pixel is foreground, if the mask was black and white before lossy
   * compression; empty if that cannot be seen.
   */
  OptionalInt lossyThreshold() {
    if (counts.length == 0) {
      return OptionalInt.empty();
    }
    long black = sum(0, BAND);
    long white = sum(LEVELS - BAND, LEVELS);
    boolean isClear = black + white >= CLEAR_SHARE * sum(0, LEVELS);
    return isClear && black > 0 && white > 0 ? OptionalInt.of(MIDDLE) : OptionalInt.empty();
  }

  /**
   * The value from which on a pixel is foreground, if the mask is black and white but its edges.
   */
  OptionalInt softThreshold() {
    if (counts.length == 0 || counts[0] == 0) {
      return OptionalInt.empty();
    }
    int between = 0;
    for (int value = 1; value < WHITE; value++) {
      between += counts[value] > 0 ? 1 : 0;
    }
    boolean isWhite = counts[WHITE] >= WHITE_SHARE * sum(1, LEVELS);
    return isWhite && between >= FEWEST_BETWEEN ? OptionalInt.of(MIDDLE) : OptionalInt.empty();
  }

  /** Number of pixels that are neither black nor white. */
  long between() {
    return sum(1, WHITE);
  }

  private long sum(int from, int to) {
    long sum = 0;
    for (int value = from; value < to; value++) {
      sum += counts[value];
    }
    return sum;
  }
}
