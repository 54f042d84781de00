package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Resampling;
import io.github.evosam.sam.network.Preprocessing;
import io.github.evosam.sam.network.SamConfig;

/**
 * Turns an image into the values of the model's input.
 *
 * @param inputSide side S of the square input, pixels
 * @param preprocessing scaling and normalisation
 * @param logitsStride input pixels per pixel of the logits that the model answers with
 */
public record ModelInput(int inputSide, Preprocessing preprocessing, int logitsStride) {
  /** Input pixels per pixel of the logits of the official models. */
  private static final int OFFICIAL_LOGITS_STRIDE = 4;

  /** Channel means of the official preprocessing, red, green, blue, in grey levels. */
  private static final float[] MEAN = {123.675f, 116.28f, 103.53f};

  /** Channel standard deviations of the official preprocessing, in grey levels. */
  private static final float[] DEVIATION = {58.395f, 57.12f, 57.375f};

  /** Channel means of EfficientNet-Lite's preprocessing, in grey levels. */
  private static final float[] CENTRE = {127, 127, 127};

  /** Channel deviations of EfficientNet-Lite's preprocessing, in grey levels. */
  private static final float[] SPREAD = {128, 128, 128};

  /** The input of a model whose logits are those of the official ones. */
  public ModelInput(int inputSide, Preprocessing preprocessing) {
    this(inputSide, preprocessing, OFFICIAL_LOGITS_STRIDE);
  }

  /** The input of a model. */
  public static ModelInput of(SamConfig config) {
    return new ModelInput(config.inputSide(), config.preprocessing(), config.logitsStride());
  }

  /**
   * The input of one image.
   *
   * @return {@code [3, S, S]} row-major
   */
  public float[] values(PixelSource image) {
    ImageSize scaled = transform(image.size()).scaled();
    return switch (preprocessing) {
      // The official code of SAM resizes 8-bit images, that of SAM 2 does not round.
      case SAM -> standardised(Resampling.resizeToGreyLevels(image, scaled), true, MEAN, DEVIATION);
      case CENTRED ->
          standardised(Resampling.resizeToGreyLevels(image, scaled), true, CENTRE, SPREAD);
      case SAM2 -> standardised(Resampling.resize(image, scaled), false, MEAN, DEVIATION);
      case MEDSAM -> minMax(Resampling.resize(image, scaled));
    };
  }

  /** Side of the logits, pixels. */
  public int lowSide() {
    return inputSide / logitsStride;
  }

  /** Where the pixels of an image of that size come to lie in the input. */
  public ModelTransform transform(ImageSize image) {
    return new ModelTransform(image, inputSide, preprocessing.scaling());
  }

  private float[] standardised(Plane plane, boolean rounded, float[] mean, float[] deviation) {
    ImageSize scaled = plane.size();
    float[] resized = plane.values();
    float[] input = new float[Plane.CHANNELS * inputSide * inputSide];
    for (int c = 0; c < Plane.CHANNELS; c++) {
      for (int y = 0; y < scaled.height(); y++) {
        int from = (c * scaled.height() + y) * scaled.width();
        int to = (c * inputSide + y) * inputSide;
        for (int x = 0; x < scaled.width(); x++) {
          float level = rounded ? Math.round(resized[from + x]) : resized[from + x];
          input[to + x] = (level - mean[c]) / deviation[c];
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
