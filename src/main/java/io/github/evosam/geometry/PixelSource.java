package io.github.evosam.geometry;

import java.util.function.ObjIntConsumer;

/**
 * An image that is read part by part, so that it need not be in memory as a {@link Plane}. Its
 * values are those of a plane: three channels of finite float32, intensity-normalised to 0..255.
 * What it is read from must not change meanwhile. One thread at a time.
 */
public interface PixelSource {
  /** Pixels that are read at once at most where an image is gone through; 12 MB as values. */
  int STRIP_PIXELS = 1 << 20;

  /** Width and height. */
  ImageSize size();

  /**
   * The rectangle whose top-left pixel is (x, y); where it reaches over the image's edge, the edge
   * pixels are repeated.
   */
  Plane crop(int x, int y, ImageSize region);

  /** The rectangle as {@link #crop} gives it, not read yet. */
  default PixelSource region(int x, int y, ImageSize region) {
    return new PixelRegion(this, x, y, region);
  }

  /**
   * Hands over the whole image from top to bottom, in strips of its width.
   *
   * @param consumer takes a strip and the image row of its first row
   */
  default void forEachStrip(ObjIntConsumer<Plane> consumer) {
    int rows = Math.max(1, STRIP_PIXELS / size().width());
    for (int y = 0; y < size().height(); y += rows) {
      int height = Math.min(rows, size().height() - y);
      consumer.accept(crop(0, y, new ImageSize(size().width(), height)), y);
    }
  }
}
