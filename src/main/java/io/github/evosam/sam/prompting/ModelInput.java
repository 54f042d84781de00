package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Resampling;
import io.github.evosam.sam.network.Preprocessing;

/**
 * Turns an image into the values of the model's input.
 *
 * @param inputSide side S of the square input, pixels
 * @param preprocessing scaling and normalisation
 */
public record ModelInput(int inputSide, Preprocessing preprocessing) {
  /** Channel means of the official preprocessing, red, green, blue, in grey levels. */
  private static final float[] MEAN = {123.675f, 116.28f, 103.53f};

  /** Channel standard deviations of the official preprocessing, in grey levels. */
  private static final float[] DEVIATION = {58.395f, 57.12f, 57.375f};

  /**
   * The input of one image.
   *
   * @return {@code [3, S, S]} row-major
   */
  public float[] values(PixelSource image) {
    ImageSize scaled = transform(image.size()).scaled();
    return switch (preprocessing) {
      // The official code of SAM resizes 8-bit images, that of SAM 2 does not round.
      case SAM -> standardised(Resampling.resizeToGreyLevels(image, scaled), true);
      case SAM2 -> standardised(Resampling.resize(image, scaled), false);
      case MEDSAM -> minMax(Resampling.resize(image, scaled));
    };
  }

  /** Where the pixels of an image of that size come to lie in the input. */
  public ModelTransform transform(ImageSize image) {
    return new ModelTransform(image, inputSide, preprocessing.scaling());
  }

  private float[] standardised(Plane plane, boolean rounded) {
    ImageSize scaled = plane.size();
    float[] resized = plane.values();
    float[] input = new float[Plane.CHANNELS * inputSide * inputSide];
    for (int c = 0; c < Plane.CHANNELS; c++) {
      for (int y = 0; y < scaled.height(); y++) {
        int from = (c * scaled.height() + y) * scaled.width();
        int to = (c * inputSide + y) * inputSide;
        for (int x = 0; x < scaled.width(); x++) {
          float level = rounded ? Math.round(resized[from + x]) : resized[from + x];
          input[to + x] = (level - MEAN[c]) / DEVIATION[c];
        }
      }
    }
    return input;
  }

  private static float[] minMax(Plane square) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (float value : square.values()) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    float range = Math.max(max - min, 1e-8f);
    float[] input = new float[square.values().length];
    for (int i = 0; i < input.length; i++) {
      input[i] = (square.values()[i] - min) / range;
    }
    return input;
  }
}
