package io.github.evosam.geometry;

/**
 * A click: on the object if positive, on what does not belong to it otherwise.
 *
 * @param x column, image pixels
 * @param y row, image pixels
 */
public record PointPrompt(double x, double y, boolean positive) implements Prompt {
  /** Checks that the coordinates are finite. */
  public PointPrompt {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException(
          "A point needs finite coordinates, but " + x + "," + y + " came");
    }
  }
}
