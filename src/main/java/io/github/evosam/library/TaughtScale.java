package io.github.evosam.library;

/**
 * The scale that an expert was taught at; it sees new images at the same.
 *
 * @param magnification by which images are scaled before anything else; 1: not at all
 * @param tileSidePixels side of the tiles that the scaled image is cut into; 0: it is not cut
 * @param inputSidePixels side of the model's input that an image or tile is fitted into
 * @param imageSidePixels longest side of a usual image that it was taught on; 0: not known
 */
public record TaughtScale(
    double magnification, int tileSidePixels, int inputSidePixels, int imageSidePixels) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public TaughtScale {
    if (!(magnification > 0)
        || Double.isInfinite(magnification)
        || tileSidePixels < 0
        || inputSidePixels < 1
        || imageSidePixels < 0) {
      throw new IllegalArgumentException(
          "A scale needs magnification > 0, tile side >= 0, input side >= 1 and image side >= 0, not %s, %d, %d and %d"
              .formatted(magnification, tileSidePixels, inputSidePixels, imageSidePixels));
    }
  }

  /** A scale that was taught on images whose size is not known. */
  public TaughtScale(double magnification, int tileSidePixels, int inputSidePixels) {
    this(magnification, tileSidePixels, inputSidePixels, 0);
  }
}
