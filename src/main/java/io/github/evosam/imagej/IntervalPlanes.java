package io.github.evosam.imagej;

import io.github.evosam.geometry.ImageSize;
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
    int channels = image.numDimensions() == 2 ? 1 : Math.toIntExact(image.dimension(2));
    float[] values = PlaneValues.allocate(size);
    int count = Math.multiplyExact(channels, Math.toIntExact(size.area()));
    copy(image, values);
    range(image, values, count).apply(values, 0, count);
    if (channels == 1) {
      System.arraycopy(values, 0, values, count, count);
      System.arraycopy(values, 0, values, 2 * count, count);
    }
    return new Plane(size, values);
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
      RandomAccessibleInterval<? extends RealType<?>> image, float[] values, int count) {
    if (image.getType() instanceof UnsignedByteType) {
      return IntensityRange.EIGHT_BIT;
    }
    List<Supplier<Samples>> planes = new ArrayList<>();
    planes.add(() -> new First(values, count));
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
