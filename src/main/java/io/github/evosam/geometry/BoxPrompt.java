package io.github.evosam.geometry;

import java.util.Optional;

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

  /**
   * What of the box lies in an image: a corner beyond the border becomes the centre of the border's
   * pixel, one on a pixel stays as it is, see {@link ImageSize#contains}.
   *
   * @return empty if the box covers no pixel
   */
  public Optional<BoxPrompt> within(ImageSize image) {
    if (image.contains(x0, y0) && image.contains(x1, y1)) {
      return Optional.of(this);
    }
    double right = image.width() - 0.5;
    double bottom = image.height() - 0.5;
    if (x1 < -0.5 || y1 < -0.5 || x0 >= right || y0 >= bottom) {
      return Optional.empty();
    }
    double left = x0 < -0.5 ? Math.min(0, x1) : x0;
    double top = y0 < -0.5 ? Math.min(0, y1) : y0;
    return Optional.of(
        new BoxPrompt(
            left,
            top,
            x1 < right ? x1 : Math.max(left, right - 0.5),
            y1 < bottom ? y1 : Math.max(top, bottom - 0.5)));
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
