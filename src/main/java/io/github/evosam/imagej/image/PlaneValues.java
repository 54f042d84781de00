package io.github.evosam.imagej.image;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;

/** Fills the three channels of a plane; each intensity is copied once from where it is stored. */
final class PlaneValues {
  private PlaneValues() {}

  /** Room for a plane {@code [3, H, W]}. */
  static float[] allocate(ImageSize size) {
    long count = Plane.CHANNELS * size.area();
    if (count > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "An image of " + size + " pixels is too large for one plane; crop it or scale it down");
    }
    return new float[(int) count];
  }

  /** Three equal channels of normalised grey values. */
  static Plane grey(ImageSize size, PixelValues pixels, IntensityRange range) {
    float[] values = allocate(size);
    int area = pixels.count();
    pixels.copyTo(values, 0);
    range.apply(values, 0, area);
    for (int c = 1; c < Plane.CHANNELS; c++) {
      System.arraycopy(values, 0, values, c * area, area);
    }
    return new Plane(size, values);
  }

  /** The colours of packed {@code 0xRRGGBB} pixels as they are. */
  static Plane rgb(ImageSize size, int[] pixels) {
    float[] values = allocate(size);
    int area = pixels.length;
    for (int i = 0; i < area; i++) {
      values[i] = pixels[i] >> 16 & 0xff;
      values[area + i] = pixels[i] >> 8 & 0xff;
      values[2 * area + i] = pixels[i] & 0xff;
    }
    return new Plane(size, values);
  }

  /** Adds the grey values of one channel in the colours of its table to a plane's values. */
  static void addColoured(
      float[] values, PixelValues pixels, IntensityRange range, ColourTable lut) {
    int area = pixels.count();
    for (int i = 0; i < area; i++) {
      int level = Math.round(range.toGrey(pixels.at(i)));
      for (int c = 0; c < Plane.CHANNELS; c++) {
        int at = c * area + i;
        values[at] = Math.min(255f, values[at] + lut.at(c, level));
      }
    }
  }

  /** Whether any value is neither NaN nor infinite. */
  static boolean hasFinite(PixelValues pixels) {
    for (int i = 0; i < pixels.count(); i++) {
      if (Float.isFinite(pixels.at(i))) {
        return true;
      }
    }
    return false;
  }
}
