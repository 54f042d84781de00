package io.github.evosam.library;

import com.google.gson.annotations.SerializedName;

/**
 * The scale that an expert was taught at; it sees new images at the same.
 *
 * @param magnification by which images are scaled before anything else; 1: not at all
 * @param tileSidePixels side of the tiles that the scaled image is cut into; 0: it is not cut
 * @param inputSidePixels side of the model's input that an image or tile is fitted into
 * @param imageSidePixels longest side of a usual image that it was taught on; 0: not known
 */
public record TaughtScale(
    double magnification,
    @SerializedName("tileSide") int tileSidePixels,
    @SerializedName("inputSide") int inputSidePixels,
    @SerializedName("imageSide") int imageSidePixels) {
  /** Images are not scaled by more, up or down. */
  private static final double LARGEST_MAGNIFICATION = 64;

  /** Smaller tiles show nothing, and are too many. */
  private static final int SMALLEST_TILE = 4;

  /** No model here has a larger input; its memory grows with the fourth power. */
  private static final int LARGEST_INPUT = 2048;

  /** Sides of tiles and images, pixels. */
  private static final int LARGEST_SIDE = 1_000_000;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public TaughtScale {
    boolean isScaled =
        magnification >= 1 / LARGEST_MAGNIFICATION && magnification <= LARGEST_MAGNIFICATION;
    boolean isTile =
        tileSidePixels == 0 || tileSidePixels >= SMALLEST_TILE && tileSidePixels <= LARGEST_SIDE;
    if (!isScaled
        || !isTile
        || inputSidePixels < 1
        || inputSidePixels > LARGEST_INPUT
        || imageSidePixels < 0
        || imageSidePixels > LARGEST_SIDE) {
      throw new IllegalArgumentException(
          "A scale needs a magnification from 1/%.0f to %.0f, a tile side of 0 or %d to %d, an input side from 1 to %d and an image side from 0 to %d, not %s, %d, %d and %d"
              .formatted(
                  LARGEST_MAGNIFICATION,
                  LARGEST_MAGNIFICATION,
                  SMALLEST_TILE,
                  LARGEST_SIDE,
                  LARGEST_INPUT,
                  LARGEST_SIDE,
                  magnification,
                  tileSidePixels,
                  inputSidePixels,
                  imageSidePixels));
    }
  }
}
