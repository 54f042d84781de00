package io.github.evosam.geometry;

/**
 * A box around the object; the corners are pixel centres and lie inside the box.
 *
 * @param x0 left, image pixels
 * @param y0 top
 * @param x1 right, at least x0
 * @param y1 bottom, at least y0
 */
public record BoxPrompt(double x0, double y0, double x1, double y1) implements Prompt {
  /** Checks that the corners are finite and ordered. */
  public BoxPrompt {
    if (!(Double.isFinite(x0) && Double.isFinite(y0) && Double.isFinite(x1) && Double.isFinite(y1))
        || x1 < x0
        || y1 < y0) {
      throw new IllegalArgumentException(
          "A box needs finite x0 <= x1 and y0 <= y1, but %s,%s,%s,%s came"
              .formatted(x0, y0, x1, y1));
    }
  }

  /** Width in pixels, both borders counted. */
  public double width() {
    return x1 - x0 + 1;
  }

  /** Height in pixels, both borders counted. */
  public double height() {
    return y1 - y0 + 1;
  }
}
