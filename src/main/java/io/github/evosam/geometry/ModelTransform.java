package io.github.evosam.geometry;

import java.util.Objects;

/**
 * Maps image pixels to the model's square input: the longest side is scaled to the input's side,
 * the rest is padding at the right and below (official {@code utils/transforms.py}).
 *
 * @param image size of the image
 * @param inputSide side of the model's square input, pixels
 */
public record ModelTransform(ImageSize image, int inputSide) {
  /** Checks the input side. */
  public ModelTransform {
    Objects.requireNonNull(image);
    if (inputSide < 1) {
      throw new IllegalArgumentException(
          "The model's input side must be positive, but is " + inputSide);
    }
  }

  /** Size of the scaled image inside the model's input, at least 1 × 1. */
  public ImageSize scaled() {
    double scale = (double) inputSide / image.longestSide();
    return new ImageSize(
        Math.max(1, (int) (image.width() * scale + 0.5)),
        Math.max(1, (int) (image.height() * scale + 0.5)));
  }

  /**
   * Column of the model input for a column of the image; pixel coordinates scale without offset.
   */
  public double toModelX(double x) {
    return x * scaled().width() / image.width();
  }

  /** Row of the model input for a row of the image. */
  public double toModelY(double y) {
    return y * scaled().height() / image.height();
  }
}
