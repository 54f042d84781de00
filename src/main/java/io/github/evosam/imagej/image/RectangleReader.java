package io.github.evosam.imagej.image;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;

/** Reads rectangles that lie inside an image, as planes. */
@FunctionalInterface
interface RectangleReader {
  /** The rectangle whose top-left pixel is (x, y). */
  Plane read(int x, int y, ImageSize rectangle);

  /**
   * An image that is read this way.
   *
   * @param size of the image
   */
  default PixelSource source(ImageSize size) {
    return new Source(size, this);
  }

  /** Repeats the edge pixels beyond the image. */
  record Source(ImageSize size, RectangleReader reader) implements PixelSource {
    @Override
    public Plane crop(int x, int y, ImageSize region) {
      int left = Math.max(0, Math.min(size.width() - 1, x));
      int top = Math.max(0, Math.min(size.height() - 1, y));
      int right = Math.max(left + 1, Math.min(size.width(), x + region.width()));
      int bottom = Math.max(top + 1, Math.min(size.height(), y + region.height()));
      ImageSize inside = new ImageSize(right - left, bottom - top);
      Plane read = reader.read(left, top, inside);
      return inside.equals(region) ? read : read.crop(x - left, y - top, region);
    }
  }
}
