package io.github.evosam.geometry;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.ObjIntConsumer;

/**
 * One image plane as the model sees it: three channels of float32 in 0..255, planar order.
 *
 * @param size width and height in pixels
 * @param values {@code [3, H, W]} row-major (red plane first), intensity-normalised to 0..255; not
 *     copied, must not be modified afterwards
 */
public record Plane(ImageSize size, float[] values) implements PixelSource {
  /** Number of channels of every plane. */
  public static final int CHANNELS = 3;

  /** Checks that the values fill three channels of the size. */
  public Plane {
    Objects.requireNonNull(size);
    if (values.length != CHANNELS * size.area()) {
      throw new IllegalArgumentException(
          "A plane of %s needs %d values, but %d came"
              .formatted(size, CHANNELS * size.area(), values.length));
    }
  }

  /** The value of channel {@code c} (0 red, 1 green, 2 blue) at column x, row y. */
  public float at(int c, int x, int y) {
    return values[indexOf(c, x, y)];
  }

  /** Where the value of channel c at (x, y) lies. */
  int indexOf(int c, int x, int y) {
    return (c * size.height() + y) * size.width() + x;
  }

  /** All of it at once. */
  @Override
  public void forEachStrip(ObjIntConsumer<Plane> consumer) {
    consumer.accept(this, 0);
  }

  @Override
  public Plane crop(int x, int y, ImageSize region) {
    float[] cropped = new float[Math.toIntExact(CHANNELS * region.area())];
    int end = x + region.width();
    int left = Math.min(end, Math.max(x, 0));
    int right = Math.max(left, Math.min(end, size.width()));
    int i = 0;
    for (int c = 0; c < CHANNELS; c++) {
      for (int row = y; row < y + region.height(); row++, i += region.width()) {
        int start = indexOf(c, 0, Math.max(0, Math.min(size.height() - 1, row)));
        Arrays.fill(cropped, i, i + left - x, values[start]);
        if (left < right) {
          System.arraycopy(values, start + left, cropped, i + left - x, right - left);
        }
        Arrays.fill(cropped, i + right - x, i + region.width(), values[start + size.width() - 1]);
      }
    }
    return new Plane(region, cropped);
  }
}
