package io.github.evosam.imagej.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.image.LabelReading;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import java.awt.Color;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelImagesTest {
  private static final ImageSize SIZE = new ImageSize(3, 2);
  private static final StackPosition FIRST = new StackPosition(1, 1, 1);

  @ParameterizedTest
  @CsvSource({"0,8", "255,8", "256,16", "65535,16", "65536,32", "16777216,32"})
  void depthFollowsTheLargestLabelAndValuesComeBack(int largest, int bits) {
    LabelMap labels = LabelMap.of(SIZE, new int[] {0, 1, 2, largest, 0, 7 % (largest + 1)});

    ImagePlus image = LabelImages.of(cells(), FIRST, labels);

    assertThat(image.getBitDepth()).isEqualTo(bits);
    assertThat(LabelReading.labels(image).toArray()).isEqualTo(labels.toArray());
    assertThat(image.getDisplayRangeMin()).isZero();
    assertThat(image.getDisplayRangeMax()).isEqualTo(Math.max(255, largest));
  }

  @Test
  void tooLargeLabelIsRefused() {
    LabelMap labels = LabelMap.of(SIZE, new int[] {0, 0, 0, 0, 0, 16777217});

    assertThatThrownBy(() -> LabelImages.of(cells(), FIRST, labels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("16777217", "16777216", "'cells.tif'");
  }

  @Test
  void titleAndCalibrationComeFromTheSource() {
    ImagePlus cells = cells();
    cells.getCalibration().pixelWidth = 0.25;
    cells.getCalibration().setUnit("micron");

    ImagePlus image = LabelImages.of(cells, FIRST, empty());

    assertThat(image.getTitle()).isEqualTo("cells-labels");
    assertThat(image.getCalibration().pixelWidth).isEqualTo(0.25);
    assertThat(image.getCalibration().getUnit()).isEqualTo(cells.getCalibration().getUnit());
  }

  @Test
  void labelIsShownInItsColourInEverySlice() {
    ImagePlus stack = IJ.createImage("s", "8-bit", 3, 2, 2);
    LabelMap one = LabelMap.of(SIZE, new int[] {0, 5, 5, 5, 5, 5});
    LabelMap two = LabelMap.of(SIZE, new int[] {0, 5, 9, 9, 200, 9});

    ImagePlus image = LabelImages.of(stack, SliceRange.ALL.positions(stack), List.of(one, two));

    for (int slice = 1; slice <= 2; slice++) {
      image.setSlice(slice);
      ColorProcessor shown = image.getProcessor().convertToColorProcessor();
      assertThat(shown.getColor(0, 0)).isEqualTo(Color.black);
      assertThat(shown.getColor(1, 0)).isEqualTo(LabelColours.of(5));
    }
  }

  @Test
  void coloursAreBrightAndDistinct() {
    Set<Color> colours = new HashSet<>();
    for (int label = 1; label <= 255; label++) {
      Color colour = LabelColours.of(label);
      colours.add(colour);
      assertThat(Math.max(colour.getRed(), Math.max(colour.getGreen(), colour.getBlue())))
          .as("label %d", label)
          .isGreaterThan(140);
    }
    assertThat(colours).hasSize(255).doesNotContain(Color.black);
    assertThat(LabelColours.of(256)).isEqualTo(LabelColours.of(1));
  }

  @Test
  void wholeHyperstackKeepsItsSlicesAndFrames() {
    ImagePlus source = IJ.createHyperStack("h", 3, 2, 2, 3, 2, 8);

    ImagePlus image =
        LabelImages.of(source, SliceRange.ALL.positions(source), Collections.nCopies(6, empty()));

    assertThat(image.getDimensions()).containsExactly(3, 2, 1, 3, 2);
  }

  @Test
  void partOfATimeSeriesStaysATimeSeries() {
    ImagePlus series = IJ.createHyperStack("t", 3, 2, 1, 1, 10, 8);

    ImagePlus image =
        LabelImages.of(
            series, SliceRange.parse("3-5").positions(series), Collections.nCopies(3, empty()));

    assertThat(image.getDimensions()).containsExactly(3, 2, 1, 1, 3);
  }

  @Test
  void wholeFramesOfAHyperstackKeepTheirSlicesAndPartsOfThemArePlain() {
    ImagePlus source = IJ.createHyperStack("h", 3, 2, 1, 2, 4, 8);

    ImagePlus whole =
        LabelImages.of(
            source, SliceRange.parse("3-6").positions(source), Collections.nCopies(4, empty()));
    ImagePlus part =
        LabelImages.of(
            source, SliceRange.parse("2-4").positions(source), Collections.nCopies(3, empty()));

    assertThat(whole.getDimensions()).containsExactly(3, 2, 1, 2, 2);
    assertThat(part.getDimensions()).containsExactly(3, 2, 1, 3, 1);
  }

  @Test
  void partOfAStackKeepsItsDepth() {
    ImagePlus source = IJ.createImage("z", "8-bit", 3, 2, 10);
    source.getCalibration().pixelDepth = 2;
    List<StackPosition> range = SliceRange.parse("4-6").positions(source);

    ImagePlus image = LabelImages.of(source, range, Collections.nCopies(3, empty()));

    assertThat(image.getStackSize()).isEqualTo(3);
    assertThat(image.getStack().getSliceLabel(1)).isEqualTo("z=4 t=1");
    assertThat(image.getCalibration().getZ(0)).isEqualTo(source.getCalibration().getZ(3));
  }

  @Test
  void labelsOfAnotherSizeAreRefused() {
    ImagePlus other = IJ.createImage("o", "8-bit", 4, 4, 1);

    assertThatThrownBy(() -> LabelImages.of(other, FIRST, empty()))
        .hasMessageContainingAll("3 x 2", "'o'", "4 x 4");
  }

  @Test
  void maskIsBlackAndWhiteAndComesBack() {
    Mask mask = Mask.of(SIZE, new boolean[] {true, false, true, false, false, true});

    ImagePlus image = new ImagePlus("m", LabelImages.mask(mask));

    assertThat((byte[]) image.getProcessor().getPixels()).containsExactly(-1, 0, -1, 0, 0, -1);
    assertThat(LabelReading.mask(image, SIZE)).isEqualTo(mask);
    assertThatThrownBy(() -> LabelReading.mask(image, new ImageSize(9, 9)))
        .hasMessageContainingAll("'m'", "3 x 2", "9 x 9");
  }

  @Test
  void greyColoursAndWholeFloatsAreLabelsAndOthersAreNot() {
    ImagePlus grey = new ImagePlus("g", new ColorProcessor(2, 1, new int[] {0x030303, 0}));
    ImagePlus red = new ImagePlus("r", new ColorProcessor(2, 1, new int[] {0, 0xff0000}));
    ImagePlus whole = new ImagePlus("w", new FloatProcessor(2, 1, new float[] {0, 70000}));
    ImagePlus half = new ImagePlus("h", new FloatProcessor(2, 1, new float[] {0, 0.5f}));

    assertThat(LabelReading.labels(grey).toArray()).containsExactly(3, 0);
    assertThat(LabelReading.labels(whole).toArray()).containsExactly(0, 70000);
    assertThatThrownBy(() -> LabelReading.labels(red)).hasMessageContainingAll("'r'", "#ff0000");
    assertThatThrownBy(() -> LabelReading.labels(half))
        .hasMessageContainingAll("'h'", "1,0", "0.5");
  }

  @ParameterizedTest
  @CsvSource({
    "cells.tif,cells",
    "a.ome.tiff,a",
    "Cells 1.5um,Cells 1.5um",
    "plain,plain",
    ".png,image",
    "x.y.PNG,x.y"
  })
  void onlyKnownEndingsAreTakenOffATitle(String title, String base) {
    assertThat(ImageTitle.base(title)).isEqualTo(base);
  }

  private static ImagePlus cells() {
    return IJ.createImage("cells.tif", "16-bit", 3, 2, 1);
  }

  private static LabelMap empty() {
    return LabelMap.of(SIZE, new int[6]);
  }
}
