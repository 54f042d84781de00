package io.github.evosam.geometry;

/**
 * How large a pixel is.
 *
 * @param width distance of two neighbouring columns, in units; above 0
 * @param height distance of two neighbouring rows, in units; above 0
 * @param unit its name, as {@code µm}
 */
public record PixelSize(double width, double height, String unit) {
  /** Of images that are not calibrated: distances are counted in pixels. */
  public static final PixelSize UNCALIBRATED = new PixelSize(1, 1, "pixel");

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a side is not a number above 0 or the unit is blank
   */
  public PixelSize {
    if (!(width > 0 && height > 0) || Double.isInfinite(width) || Double.isInfinite(height)) {
      throw new IllegalArgumentException(
          "A pixel has a width and a height above 0, but %s x %s came".formatted(width, height));
    }
    if (unit.isBlank()) {
      throw new IllegalArgumentException("A pixel's size needs a unit, but a blank came");
    }
  }

  /** The diagonal of an image of such pixels, in units. */
  public double diagonal(ImageSize size) {
    return Math.hypot(size.width() * width, size.height() * height);
  }

  /** As in {@code 0.5 x 0.5 µm}. */
  @Override
  public String toString() {
    return "%s x %s %s".formatted(width, height, unit);
  }
}
