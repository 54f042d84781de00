package io.github.evosam.geometry;

import java.util.Objects;

/**
 * Maps image pixels to the model's square input.
 *
 * @param image size of the image
 * @param inputSide side of the model's square input, pixels
 * @param scaling how the image fills the square
 */
public record ModelTransform(ImageSize image, int inputSide, Scaling scaling) {

  /** How an image fills the model's square input. */
  public enum Scaling {
    /**
     * The longest side becomes the input's side; the rest is padding at the right and below
     * (official {@code utils/transforms.py}).
     */
    LONGEST_SIDE,
    /** Both sides become the input's side, each with a scale of its own (MedSAM). */
    SQUASH,
    /** As {@link #SQUASH}, and logits come back to the image in one step (SAM 2). */
    STRETCH
  }

  /** Checks the input side. */
  public ModelTransform {
    Objects.requireNonNull(image);
    Objects.requireNonNull(scaling);
    if (inputSide < 1) {
      throw new IllegalArgumentException(
          "The model's input side must be positive, but is " + inputSide);
    }
  }

  /** The official transform, {@link Scaling#LONGEST_SIDE}. */
  public ModelTransform(ImageSize image, int inputSide) {
    this(image, inputSide, Scaling.LONGEST_SIDE);
  }

  /** Size of the scaled image inside the model's input, at least 1 × 1. */
  public ImageSize scaled() {
    if (scaling != Scaling.LONGEST_SIDE) {
      return new ImageSize(inputSide, inputSide);
    }
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
