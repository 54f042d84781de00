package io.github.evosam.geometry;

/**
 * A rectangle of an image, read when it is asked for.
 *
 * @param image that it lies in, or partly beside
 * @param x left column
 * @param y top row
 * @param size of the rectangle
 */
record PixelRegion(PixelSource image, int x, int y, ImageSize size) implements PixelSource {
  @Override
  public Plane crop(int left, int top, ImageSize region) {
    boolean inside =
        left >= 0
            && top >= 0
            && left + region.width() <= size.width()
            && top + region.height() <= size.height();
    // beyond its own edge its edge pixels are repeated, not the image shown
    return inside
        ? image.crop(x + left, y + top, region)
        : image.crop(x, y, size).crop(left, top, region);
  }
}
