package io.github.evosam.library;

/**
 * The scale that an expert was taught at; it sees new images at the same.
 *
 * @param magnification by which images are scaled before anything else; 1: not at all
 * @param tileSidePixels side of the tiles that the scaled image is cut into; 0: it is not cut
 * @param inputSidePixels side of the model's input that an image or tile is fitted into
 */
public record TaughtScale(double magnification, int tileSidePixels, int inputSidePixels) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public TaughtScale {
    if (!(magnification > 0)
        || Double.isInfinite(magnification)
        || tileSidePixels < 0
        || inputSidePixels < 1) {
      throw new IllegalArgumentException(
          "A scale needs magnification > 0, tile side >= 0 and input side >= 1, not %s, %d and %d"
              .formatted(magnification, tileSidePixels, inputSidePixels));
    }
  }
}
