package io.github.evosam.imagej.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
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
    requireSame(PlaneSource.of(image, List.of(FIRST), PlaneOptions.DEFAULT));
  }

  @Test
  void channelsAreMergedAsInThePlane() {
    ImageStack stack = new ImageStack(SIZE.width(), SIZE.height());
    processors().limit(1).forEach(stack::addSlice);
    byte[] second = ((byte[]) stack.getPixels(1)).clone();
    for (int i = 0; i < second.length; i++) {
      second[i] = (byte) (second[i] >> 1 & 0x3f);
    }
    stack.addSlice(new ByteProcessor(SIZE.width(), SIZE.height(), second));
    ImagePlus image = new ImagePlus("big.tif", stack);
    image.setDimensions(2, 1, 1);
    requireSame(
        PlaneSource.of(
            new CompositeImage(image),
            List.of(FIRST),
            new PlaneOptions(ChannelChoice.COMPOSITE, Normalisation.PERCENTILES)));
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
