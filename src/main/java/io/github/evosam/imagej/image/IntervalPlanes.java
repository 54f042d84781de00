package io.github.evosam.imagej.image;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

/** Planes of ImgLib2 images; ImageJ2's {@code Dataset} and {@code ImgPlus} are such images. */
public final class IntervalPlanes {
  private IntervalPlanes() {}

  /**
   * The plane of a 2-D image {@code [X, Y]} or of a 3-D image {@code [X, Y, C]} with one grey or
   * three colour channels. Unsigned 8-bit values are taken as they are; others from their 0.5th
   * percentile (0) to their 99.9th (255), colours with one common range. NaN counts as the darkest
   * value.
   *
   * @return float32 {@code [3, H, W]} in 0..255; pixel (0, 0) is the interval's minimum
   * @throws IllegalArgumentException for other dimensions or channels, or if no value is finite
   */
  public static Plane of(RandomAccessibleInterval<? extends RealType<?>> image) {
    ImageSize size = size(image);
    float[] values = PlaneValues.allocate(size);
    int count = channels(image) * Math.toIntExact(size.area());
    copy(image, values);
    range(image, List.of(() -> new First(values, count))).apply(values, 0, count);
    for (int at = count; at < values.length; at += count) {
      System.arraycopy(values, 0, values, at, count);
    }
    return new Plane(size, values);
  }

  /**
   * The image, a big one to be read part by part: with a cell image that loads its cells as they
   * are asked for, it is never in memory as a whole.
   *
   * @param image as for {@link #of}; other than unsigned 8-bit values are gone through for their
   *     percentiles here
   * @throws IllegalArgumentException as {@link #of}
   */
  public static PixelSource pixels(RandomAccessibleInterval<? extends RealType<?>> image) {
    ImageSize size = size(image);
    if (!size.isBig()) {
      return of(image);
    }
    IntensityRange range = range(image, strips(image, size));
    return ((RectangleReader) (x, y, part) -> read(image, range, x, y, part)).source(size);
  }

  private static Plane read(
      RandomAccessibleInterval<? extends RealType<?>> image,
      IntensityRange range,
      int x,
      int y,
      ImageSize part) {
    float[] values = PlaneValues.allocate(part);
    int area = Math.toIntExact(part.area());
    int channels = channels(image);
    copy(part(image, x, y, part), values);
    range.apply(values, 0, channels * area);
    for (int c = channels; c < Plane.CHANNELS; c++) {
      System.arraycopy(values, 0, values, c * area, area);
    }
    return new Plane(part, values);
  }

  private static RandomAccessibleInterval<? extends RealType<?>> part(
      RandomAccessibleInterval<? extends RealType<?>> image, int x, int y, ImageSize part) {
    long[] min = image.minAsLongArray();
    long[] max = image.maxAsLongArray();
    min[0] += x;
    min[1] += y;
    max[0] = min[0] + part.width() - 1;
    max[1] = min[1] + part.height() - 1;
    return Views.interval(image, min, max);
  }

  private static List<Supplier<Samples>> strips(
      RandomAccessibleInterval<? extends RealType<?>> image, ImageSize size) {
    int rows = Math.max(1, PixelSource.STRIP_PIXELS / size.width());
    List<Supplier<Samples>> strips = new ArrayList<>();
    for (int y = 0; y < size.height(); y += rows) {
      int top = y;
      ImageSize part = new ImageSize(size.width(), Math.min(rows, size.height() - y));
      strips.add(
          () -> {
            float[] values = PlaneValues.allocate(part);
            copy(part(image, 0, top, part), values);
            return new First(values, channels(image) * Math.toIntExact(part.area()));
          });
    }
    return strips;
  }

  private static int channels(RandomAccessibleInterval<?> image) {
    return image.numDimensions() == 2 ? 1 : Math.toIntExact(image.dimension(2));
  }

  private static ImageSize size(RandomAccessibleInterval<?> image) {
    int n = image.numDimensions();
    if (n != 2 && !(n == 3 && (image.dimension(2) == 1 || image.dimension(2) == 3))) {
      throw new IllegalArgumentException(
          "An image must be X, Y or X, Y, C with 1 or 3 channels, but has the dimensions "
              + Arrays.toString(image.dimensionsAsLongArray())
              + "; slice it first");
    }
    return new ImageSize(Math.toIntExact(image.dimension(0)), Math.toIntExact(image.dimension(1)));
  }

  private static void copy(RandomAccessibleInterval<? extends RealType<?>> image, float[] values) {
    Cursor<? extends RealType<?>> cursor = Views.flatIterable(image).cursor();
    for (int i = 0; cursor.hasNext(); i++) {
      values[i] = cursor.next().getRealFloat();
    }
  }

  private static IntensityRange range(
      RandomAccessibleInterval<? extends RealType<?>> image, List<Supplier<Samples>> planes) {
    if (image.getType() instanceof UnsignedByteType) {
      return IntensityRange.EIGHT_BIT;
    }
    return Percentiles.range(planes)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The image holds no finite number (every pixel is NaN or infinite), so there is"
                        + " nothing to segment"));
  }

  /** The first {@code count} values of an array. */
  private record First(float[] values, int count) implements Samples {
    @Override
    public float at(int index) {
      return values[index];
    }
  }
}
