package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.ModelTransform;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Turns a mask of the image into logits that the model can start from, {@code [low, low]}.
 *
 * <p>A logit covers a square of input pixels, 4 × 4, or 2 × 2 behind an EfficientNet. Its value is
 * the log odds of the share of the square that the mask covers, the share kept within 0.001..0.999:
 * between −6.9 and 6.9, about what the model itself says where it is sure. Padding counts as not
 * covered.
 */
final class MaskLogits {
  private static final double LEAST_SHARE = 0.001;

  private MaskLogits() {}

  /**
   * The logits of a mask.
   *
   * @param transform of the mask's image
   * @param lowSide low, the side of the logits
   */
  static float[] of(Mask mask, ModelTransform transform, int lowSide) {
    int width = mask.size().width();
    // side of one logit's square, in image pixels
    double cell = (double) transform.inputSide() / lowSide;
    double cellX = cell * width / transform.scaled().width();
    double cellY = cell * mask.size().height() / transform.scaled().height();
    double[] covered = new double[lowSide * lowSide];
    double[] line = new double[lowSide];
    BitSet bits = mask.toBitSet();
    for (int y = 0; y < mask.size().height(); y++) {
      Arrays.fill(line, 0);
      int end = (y + 1) * width;
      for (int i = bits.nextSetBit(y * width); i >= 0 && i < end; i = bits.nextSetBit(i + 1)) {
        spread(i - y * width, cellX, line, 0, 1, 1);
      }
      for (int x = 0; x < lowSide; x++) {
        if (line[x] > 0) {
          spread(y, cellY, covered, x, lowSide, line[x]);
        }
      }
    }
    return logOdds(covered);
  }

  /** Adds pixel {@code i}, which reaches from i to i + 1, to the cells that it overlaps. */
  private static void spread(int i, double cell, double[] sums, int start, int step, double value) {
    int cells = step == 1 ? sums.length : sums.length / step;
    for (int k = (int) (i / cell); k < cells && k * cell < i + 1; k++) {
      double overlap = Math.min(i + 1, (k + 1) * cell) - Math.max(i, k * cell);
      sums[start + k * step] += value * Math.max(0, overlap) / cell;
    }
  }

  private static float[] logOdds(double[] shares) {
    float[] logits = new float[shares.length];
    for (int i = 0; i < shares.length; i++) {
      double share = Math.max(LEAST_SHARE, Math.min(1 - LEAST_SHARE, shares[i]));
      logits[i] = (float) Math.log(share / (1 - share));
    }
    return logits;
  }
}
