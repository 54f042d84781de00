package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.ModelTransform;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Brings low-resolution logits to the image (official {@code Sam.postprocess_masks}): bilinear to
 * the model's input, padding cut off, bilinear to the image's size.
 *
 * <p>Both steps are linear and work on rows and columns separately, so they are done as one, row by
 * row of the image: beside its result it needs memory for as many rows of the image as the logits
 * have. Immutable.
 *
 * <p>Legend: S the input side; low = S / 4 the side of the logits, S / 2 behind an EfficientNet; H
 * × W the image.
 */
public final class MaskPostprocessing {
  private final ImageSize image;
  private final int lowSide;
  private final Axis columns;
  private final Axis rows;

  /**
   * Prepares the steps for one image.
   *
   * @param lowSide side of the logits
   */
  public MaskPostprocessing(ModelTransform transform, int lowSide) {
    this.image = transform.image();
    this.lowSide = lowSide;
    boolean once = transform.scaling() == ModelTransform.Scaling.STRETCH;
    int side = once ? lowSide : transform.inputSide();
    ImageSize scaled = once ? new ImageSize(side, side) : transform.scaled();
    columns = Axis.of(lowSide, side, scaled.width(), image.width());
    rows = Axis.of(lowSide, side, scaled.height(), image.height());
  }

  /** The pixels of the image whose logit lies above the threshold. */
  public Mask mask(float[] lowResLogits, float threshold) {
    BitSet bits = new BitSet(Math.toIntExact(image.area()));
    forEachRow(
        lowResLogits,
        (y, row) -> {
          for (int x = 0; x < row.length; x++) {
            if (row[x] > threshold) {
              bits.set(y * row.length + x);
            }
          }
        });
    return Mask.of(image, bits);
  }

  /** All logits at the image's size, {@code [H, W]}. */
  float[] logits(float[] lowResLogits) {
    float[] logits = new float[Math.toIntExact(image.area())];
    forEachRow(
        lowResLogits, (y, row) -> System.arraycopy(row, 0, logits, y * row.length, row.length));
    return logits;
  }

  /**
   * IoU of the masks above {@code threshold + offset} and above {@code threshold − offset}
   * (official {@code calculate_stability_score}); 0 where both are empty.
   */
  double stability(float[] lowResLogits, float threshold, float offset) {
    long[] counts = new long[2];
    forEachRow(
        lowResLogits,
        (y, row) -> {
          for (float logit : row) {
            counts[0] += logit > threshold + offset ? 1 : 0;
            counts[1] += logit > threshold - offset ? 1 : 0;
          }
        });
    return counts[1] == 0 ? 0 : (double) counts[0] / counts[1];
  }

  /**
   * The logits at the image's size, row by row in any order; holds as many rows of the image's
   * width as the logits have.
   *
   * @param lowResLogits not needed afterwards
   */
  public Rows rows(float[] lowResLogits) {
    float[][] wide = new float[lowSide][image.width()];
    for (int y = 0; y < lowSide; y++) {
      for (int x = 0; x < image.width(); x++) {
        wide[y][x] = columns.at(x, lowResLogits, y * lowSide);
      }
    }
    return (y, row) -> rows.combine(y, wide, row);
  }

  /** Logits at the image's size. */
  public interface Rows {
    /** Fills in the logits of image row y. */
    void row(int y, float[] row);
  }

  private interface RowConsumer {
    /** Takes the logits of image row y; the array is reused for the next row. */
    void accept(int y, float[] row);
  }

  private void forEachRow(float[] lowResLogits, RowConsumer consumer) {
    Rows logits = rows(lowResLogits);
    float[] row = new float[image.width()];
    for (int y = 0; y < image.height(); y++) {
      logits.row(y, row);
      consumer.accept(y, row);
    }
  }

  /**
   * Both bilinear steps along one axis: output i is Σ weights[i][k] · input[first[i] + k].
   *
   * @param first input index of the first weight
   * @param weights up to four of each output
   */
  private record Axis(int[] first, float[][] weights) {

    /** From {@code low} to {@code side}, cut to {@code scaled}, then to {@code image} samples. */
    static Axis of(int low, int side, int scaled, int image) {
      int[] first = new int[image];
      float[][] weights = new float[image][];
      for (int i = 0; i < image; i++) {
        Tap outer = Tap.of(i, scaled, image);
        Tap a = Tap.of(outer.lower(), low, side);
        Tap b = Tap.of(outer.upper(), low, side);
        first[i] = a.lower();
        weights[i] = new float[b.upper() - a.lower() + 1];
        add(weights[i], a, first[i], 1 - outer.share());
        add(weights[i], b, first[i], outer.share());
      }
      return new Axis(first, weights);
    }

    private static void add(float[] weights, Tap tap, int first, float factor) {
      weights[tap.lower() - first] += factor * (1 - tap.share());
      weights[tap.upper() - first] += factor * tap.share();
    }

    float at(int i, float[] values, int start) {
      float sum = 0;
      for (int k = 0; k < weights[i].length; k++) {
        sum += weights[i][k] * values[start + first[i] + k];
      }
      return sum;
    }

    void combine(int i, float[][] lines, float[] result) {
      Arrays.fill(result, 0);
      for (int k = 0; k < weights[i].length; k++) {
        float[] line = lines[first[i] + k];
        float weight = weights[i][k];
        for (int x = 0; x < result.length; x++) {
          result[x] += weight * line[x];
        }
      }
    }
  }

  /**
   * The two samples between which an output sample lies (PyTorch's bilinear, {@code
   * align_corners=False}).
   *
   * @param share of the upper sample, 0..1
   */
  private record Tap(int lower, int upper, float share) {
    static Tap of(int i, int from, int to) {
      double at = Math.max(0, (i + 0.5) * from / to - 0.5);
      int lower = Math.min((int) at, from - 1);
      return new Tap(lower, Math.min(lower + 1, from - 1), (float) (at - lower));
    }
  }
}
