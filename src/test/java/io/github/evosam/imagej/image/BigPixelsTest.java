package io.github.evosam.imagej.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Plane;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A big image, which is read part by part, has the values that its plane would have. */
class BigPixelsTest {
  private static final ImageSize SIZE = new ImageSize(2111, 2003);
  private static final StackPosition FIRST = new StackPosition(1, 1, 1);

  static Stream<ImageProcessor> processors() {
    int count = (int) SIZE.area();
    byte[] bytes = new byte[count];
    short[] shorts = new short[count];
    float[] floats = new float[count];
    int[] colours = new int[count];
    for (int i = 0; i < count; i++) {
      int value = (i * 0x9E3779B1) >>> 16;
      bytes[i] = (byte) value;
      shorts[i] = (short) value;
      floats[i] = i % 1000 == 7 ? Float.NaN : value - 1000.5f;
      colours[i] = value << 8 ^ value;
    }
    return Stream.of(
        new ByteProcessor(SIZE.width(), SIZE.height(), bytes),
        new ShortProcessor(SIZE.width(), SIZE.height(), shorts, null),
        new FloatProcessor(SIZE.width(), SIZE.height(), floats),
        new ColorProcessor(SIZE.width(), SIZE.height(), colours));
  }

  @ParameterizedTest
  @MethodSource("processors")
  void ofEachTypeHasThePlanesValues(ImageProcessor pixels) {
    ImagePlus image = new ImagePlus("big.tif", pixels);
    requireSame(PlaneSource.of(image, List.of(FIRST), Normalisation.PERCENTILES));
  }

  @Test
  void coloursOf16BitsAreMergedAsInThePlane() {
    ImageStack stack = new ImageStack(SIZE.width(), SIZE.height());
    for (int channel = 0; channel < 3; channel++) {
      short[] values = new short[Math.toIntExact(SIZE.area())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (short) ((i + channel) * 0x9E3779B1 >>> 20);
      }
      stack.addSlice(new ShortProcessor(SIZE.width(), SIZE.height(), values, null));
    }
    ImagePlus image = new ImagePlus("big.tif", stack);
    image.setDimensions(3, 1, 1);
    FileInfo file = new FileInfo();
    file.fileType = FileInfo.RGB48;
    image.setFileInfo(file);
    requireSame(PlaneSource.of(image, List.of(FIRST), Normalisation.PERCENTILES));
  }

  private static void requireSame(PlaneSource source) {
    PixelSource pixels = source.pixels(FIRST);
    assertThat(pixels).isNotInstanceOf(Plane.class);
    requireSame(pixels, source.plane(FIRST));
  }

  private static void requireSame(PixelSource pixels, Plane plane) {
    assertThat(pixels.size()).isEqualTo(plane.size());
    ImageSize part = new ImageSize(90, 70);
    for (int x : new int[] {-200, -20, 0, 1000, 2050, 2300}) {
      for (int y : new int[] {-80, -20, 0, 1000, 1950, 2100}) {
        assertThat(pixels.crop(x, y, part).values()).isEqualTo(plane.crop(x, y, part).values());
      }
    }
    pixels.forEachStrip(
        (strip, top) ->
            assertThat(strip.values()).isEqualTo(plane.crop(0, top, strip.size()).values()));
  }
}
