package io.github.evosam.imagej.image;

import io.github.evosam.geometry.ImageSize;

/** The intensities of one plane, wherever they are stored. */
interface PixelValues {
  /** Number of pixels. */
  int count();

  /** Intensity of pixel {@code y · width + x}; may be NaN or infinite. */
  float at(int index);

  /** Copies all intensities to {@code target}, starting at {@code offset}. */
  default void copyTo(float[] target, int offset) {
    for (int i = 0; i < count(); i++) {
      target[offset + i] = at(i);
    }
  }

  /**
   * The values of a rectangle inside the image.
   *
   * @param width of the image
   * @param x left column
   * @param y top row
   */
  default PixelValues rectangle(int width, int x, int y, ImageSize rectangle) {
    return new Rectangle(this, width, y * width + x, rectangle);
  }

  /**
   * The values in a pixel array of ImageJ: {@code byte[]}, {@code short[]} (both unsigned) or
   * {@code float[]}; not copied.
   *
   * @throws IllegalArgumentException for another type
   */
  static PixelValues of(Object pixels) {
    if (pixels instanceof byte[] bytes) {
      return new Bytes(bytes);
    }
    if (pixels instanceof short[] shorts) {
      return new Shorts(shorts);
    }
    if (pixels instanceof float[] floats) {
      return new Floats(floats);
    }
    throw new IllegalArgumentException(
        "Pixels must be 8-, 16- or 32-bit grey values, but came as " + pixels.getClass());
  }

  /** A rectangle of an image that many pixels wide, from its first pixel on. */
  record Rectangle(PixelValues image, int width, int first, ImageSize size) implements PixelValues {
    @Override
    public int count() {
      return Math.toIntExact(size.area());
    }

    @Override
    public float at(int index) {
      return image.at(first + index / size.width() * width + index % size.width());
    }

    @Override
    public void copyTo(float[] target, int offset) {
      int to = offset;
      for (int row = 0; row < size.height(); row++) {
        for (int x = 0; x < size.width(); x++) {
          target[to++] = image.at(first + row * width + x);
        }
      }
    }
  }

  /** 8-bit pixels. */
  record Bytes(byte[] pixels) implements PixelValues {
    @Override
    public int count() {
      return pixels.length;
    }

    @Override
    public float at(int index) {
      return pixels[index] & 0xff;
    }
  }

  /** 16-bit pixels. */
  record Shorts(short[] pixels) implements PixelValues {
    @Override
    public int count() {
      return pixels.length;
    }

    @Override
    public float at(int index) {
      return pixels[index] & 0xffff;
    }
  }

  /** 32-bit pixels. */
  record Floats(float[] pixels) implements PixelValues {
    @Override
    public int count() {
      return pixels.length;
    }

    @Override
    public float at(int index) {
      return pixels[index];
    }
  }
}
