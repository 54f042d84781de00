package io.github.evosam.imagej.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaneSourceTest {

  @Test
  void eightBitValuesAreTakenAsTheyAreInThreeChannels() {
    Plane plane = current(new ByteProcessor(3, 2, new byte[] {0, 1, 2, 100, (byte) 200, -1}));

    assertThat(plane.size()).isEqualTo(new ImageSize(3, 2));
    assertThat(plane.values())
        .containsExactly(0, 1, 2, 100, 200, 255, 0, 1, 2, 100, 200, 255, 0, 1, 2, 100, 200, 255);
  }

  @Test
  void colourIsTakenAsItIs() {
    Plane plane = current(new ColorProcessor(2, 1, new int[] {0x010203, 0xfffefd}));

    assertThat(plane.values()).containsExactly(1, 255, 2, 254, 3, 253);
  }

  @Test
  void sixteenBitGoesFromItsPercentilesToTheFullRange() {
    short[] pixels = new short[1001];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (short) (40000 + i);
    }
    Plane plane = current(new ShortProcessor(1001, 1, pixels, null));

    assertThat(plane.at(0, 5, 0)).isZero();
    assertThat(plane.at(0, 999, 0)).isEqualTo(255f);
    assertThat(plane.at(0, 1000, 0)).isEqualTo(255f);
    assertThat(plane.at(2, 502, 0)).isEqualTo(127.5f);
  }

  @Test
  void percentilesAreThoseOfTheSortedValues() {
    float[] values = new float[5000];
    Random random = new Random(5);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(6)));
    }
    float[] sorted = values.clone();
    Arrays.sort(sorted);

    assertThat(Percentiles.range(List.of(() -> PixelValues.of(values))))
        .contains(new IntensityRange(sorted[24], sorted[4994]));
  }

  @Test
  void oneHotPixelDoesNotDarkenAFloatImage() {
    float[] pixels = new float[2000];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i;
    }
    pixels[7] = 1e30f;

    assertThat(current(new FloatProcessor(2000, 1, pixels)).at(0, 1000, 0)).isBetween(120f, 135f);
  }

  @Test
  void displayRangeDoesNotMatterUnlessAsked() {
    ShortProcessor ip = new ShortProcessor(4, 1, new short[] {0, 100, 200, 300}, null);
    ImagePlus image = new ImagePlus("x", ip);
    Plane before = CurrentPlane.of(image);
    image.setDisplayRange(100, 200);

    assertThat(CurrentPlane.of(image).values()).isEqualTo(before.values());
    assertThat(plane(image, Normalisation.DISPLAY).values()).startsWith(0, 0, 255, 255);
  }

  @Test
  void lookupTableOfAGreyImageDoesNotMatter() {
    ByteProcessor ip = new ByteProcessor(2, 1, new byte[] {10, 20});
    ip.setLut(LUT.createLutFromColor(Color.green));

    assertThat(current(ip).values()).containsExactly(10, 20, 10, 20, 10, 20);
  }

  @Test
  void rangeOfAStackIsCommonToItsSlices() {
    ImageStack stack = new ImageStack(2, 1);
    stack.addSlice(new ShortProcessor(2, 1, new short[] {0, 100}, null));
    stack.addSlice(new ShortProcessor(2, 1, new short[] {500, 1000}, null));
    ImagePlus image = new ImagePlus("stack", stack);
    List<StackPosition> all = SliceRange.ALL.positions(image);

    PlaneSource common = PlaneSource.of(image, all, Normalisation.PERCENTILES);
    PlaneSource alone = PlaneSource.of(image, all.subList(0, 1), Normalisation.PERCENTILES);

    assertThat(common.plane(all.get(0)).at(0, 1, 0)).isEqualTo(51f);
    assertThat(alone.plane(all.get(0)).at(0, 1, 0)).isEqualTo(255f);
    assertThat(common.plane(all.get(1)).at(0, 0, 0)).isEqualTo(255f);
  }

  @Test
  void hyperstackPositionChoosesChannelSliceAndFrame() {
    ImagePlus image = IJ.createHyperStack("h", 2, 2, 2, 3, 4, 8);
    image.getStack().getProcessor(image.getStackIndex(2, 3, 4)).set(77);
    StackPosition at = new StackPosition(2, 3, 4);

    Plane plane = PlaneSource.of(image, List.of(at), Normalisation.PERCENTILES).plane(at);

    assertThat(plane.values()).containsOnly(77f);
  }

  @Test
  void ofSeveralChannelsTheShownOneCountsWhateverItsColour() {
    ImageStack stack = new ImageStack(2, 1);
    stack.addSlice(new ByteProcessor(2, 1, new byte[] {100, 0}));
    stack.addSlice(new ByteProcessor(2, 1, new byte[] {(byte) 200, 50}));
    ImagePlus raw = new ImagePlus("two", stack);
    raw.setDimensions(2, 1, 1);
    CompositeImage image = new CompositeImage(raw, IJ.COMPOSITE);
    image.setChannelLut(LUT.createLutFromColor(Color.magenta), 1);
    image.setChannelLut(LUT.createLutFromColor(Color.red), 2);

    assertThat(plane(image, Normalisation.PERCENTILES).values()).startsWith(100, 0, 100);
  }

  @Test
  void notANumberIsTheDarkest() {
    float nan = Float.NaN;
    float[] pixels = {nan, 1, 2, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3};

    assertThat(current(new FloatProcessor(6, 1, pixels)).values()).startsWith(0, 0, 255, 255, 0);
  }

  @Test
  void imageOfNothingButNanIsOneSentence() {
    float[] pixels = {Float.NaN, Float.NaN, Float.NaN, Float.NaN};

    assertThatThrownBy(() -> current(new FloatProcessor(2, 2, pixels)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'x' holds no finite number");
  }

  @Test
  void nanSliceOfAGoodStackIsNamed() {
    ImageStack stack = new ImageStack(2, 1);
    stack.addSlice(new FloatProcessor(2, 1, new float[] {0, 1}));
    stack.addSlice(new FloatProcessor(2, 1, new float[] {Float.NaN, Float.NaN}));
    ImagePlus image = new ImagePlus("s", stack);
    List<StackPosition> all = SliceRange.ALL.positions(image);
    PlaneSource source = PlaneSource.of(image, all, Normalisation.PERCENTILES);

    assertThat(source.plane(all.get(0)).values()).startsWith(0, 255);
    assertThatThrownBy(() -> source.plane(all.get(1))).hasMessageContaining("z=2");
  }

  @Test
  void aConstantImageIsBlackAndASinglePixelIsRefused() {
    assertThat(current(new ShortProcessor(2, 1, new short[] {1234, 1234}, null)).values())
        .containsOnly(0f)
        .hasSize(6);
    assertThatThrownBy(() -> current(new ShortProcessor(1, 1, new short[] {1234}, null)))
        .hasMessageContaining("single pixel");
    assertThat(current(new FloatProcessor(5, 2, filled(10, -3.5f))).values()).containsOnly(0f);
  }

  @Test
  void sparseSpotsOnAFlatBackgroundStayVisible() {
    float[] pixels = filled(10_000, 7);
    pixels[4] = 90;

    assertThat(current(new FloatProcessor(100, 100, pixels)).at(0, 4, 0)).isEqualTo(255f);
  }

  @Test
  void positionOutsideTheStackIsRefused() {
    ImagePlus image = IJ.createImage("one", "8-bit", 4, 4, 1);

    assertThatThrownBy(
            () ->
                PlaneSource.of(
                    image, List.of(new StackPosition(1, 2, 1)), Normalisation.PERCENTILES))
        .hasMessageContainingAll("z=2", "'one'", "1 slices");
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }

  private static Plane current(ij.process.ImageProcessor ip) {
    return CurrentPlane.of(new ImagePlus("x", ip));
  }

  private static Plane plane(ImagePlus image, Normalisation normalisation) {
    StackPosition current = StackPosition.current(image);
    return PlaneSource.of(image, List.of(current), normalisation).plane(current);
  }
}
