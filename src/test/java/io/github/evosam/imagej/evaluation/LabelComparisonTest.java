package io.github.evosam.imagej.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.evosam.engine.evaluation.ResultScores;
import io.github.evosam.engine.evaluation.Tolerance;
import org.junit.jupiter.api.Test;

class LabelComparisonTest {
  @Test
  void distancesHaveTheUnitOfTheImages() {
    ImagePlus result = image("result.tif", 3);
    ImagePlus truth = image("truth.tif", 5);
    calibrate(result, 0.25, "um");
    calibrate(truth, 0.25, "micron");
    ResultScores scores = LabelComparison.of(result, truth, Tolerance.parse("0.5"));
    assertThat(scores.pixels().unit()).isEqualTo("µm");
    assertThat(scores.planes().get(0).hd95()).isEqualTo(0.5);
    assertThat(scores.planes().get(0).surfaceDice()).isEqualTo(1);
  }

  @Test
  void anImageWithoutCalibrationTakesTheOthers() {
    ImagePlus result = image("result.png", 3);
    ImagePlus truth = image("truth.tif", 5);
    calibrate(truth, 2, "nm");
    assertThat(LabelComparison.of(result, truth, Tolerance.USUAL).planes().get(0).hd95())
        .isEqualTo(4);
    assertThat(LabelComparison.of(truth, result, Tolerance.USUAL).planes().get(0).hd95())
        .isEqualTo(4);
    assertThat(LabelComparison.of(result, result, Tolerance.USUAL).pixels().unit())
        .isEqualTo("pixel");
  }

  @Test
  void calibrationsThatDifferAreRefused() {
    ImagePlus result = image("result.tif", 3);
    ImagePlus truth = image("truth.tif", 3);
    calibrate(result, 0.25, "um");
    calibrate(truth, 0.5, "um");
    assertThatThrownBy(() -> LabelComparison.of(result, truth, Tolerance.USUAL))
        .hasMessageContaining("'result.tif' are 0.25 x 0.25 µm")
        .hasMessageContaining("'truth.tif' are 0.5 x 0.5 µm")
        .hasMessageContaining("Image > Properties");
    calibrate(truth, 0.25, "mm");
    assertThatThrownBy(() -> LabelComparison.of(result, truth, Tolerance.USUAL))
        .hasMessageContaining("mm");
    calibrate(truth, 0.250001, "um");
    assertThat(LabelComparison.of(result, truth, Tolerance.USUAL).planes().get(0).dice())
        .as("what rounding makes of a calibration")
        .isEqualTo(1);
  }

  @Test
  void sizesAndPlanesMustAgree() {
    ImagePlus result = image("result.tif", 3);
    ImagePlus small = new ImagePlus("small.tif", new ByteProcessor(4, 6));
    assertThatThrownBy(() -> LabelComparison.of(result, small, Tolerance.USUAL))
        .hasMessageContaining("'result.tif' has 20 x 10 pixels")
        .hasMessageContaining("'small.tif' has 4 x 6");
    ImageStack stack = new ImageStack(20, 10);
    stack.addSlice(new ByteProcessor(20, 10));
    stack.addSlice(new ByteProcessor(20, 10));
    ImagePlus deep = new ImagePlus("deep.tif", stack);
    assertThatThrownBy(() -> LabelComparison.of(result, deep, Tolerance.USUAL))
        .hasMessageContaining("'result.tif' has 1 planes")
        .hasMessageContaining("'deep.tif' has 2");
    assertThat(LabelComparison.of(deep, deep, Tolerance.USUAL).planes()).hasSize(2);
  }

  @Test
  void anImageThatShowsNoLabelsIsRefused() {
    ColorProcessor colours = new ColorProcessor(20, 10);
    colours.set(5, 5, 0xff8000);
    ImagePlus photo = new ImagePlus("photo.tif", colours);
    assertThatThrownBy(() -> LabelComparison.of(photo, image("truth.tif", 3), Tolerance.USUAL))
        .hasMessageContaining("'photo.tif' is no label image");
  }

  /** A 4 x 4 square at a column, in 20 x 10 pixels. */
  static ImagePlus image(String title, int left) {
    ByteProcessor pixels = new ByteProcessor(20, 10);
    pixels.setValue(255);
    pixels.setRoi(left, 3, 4, 4);
    pixels.fill();
    pixels.resetRoi();
    return new ImagePlus(title, pixels);
  }

  private static void calibrate(ImagePlus image, double side, String unit) {
    image.getCalibration().pixelWidth = side;
    image.getCalibration().pixelHeight = side;
    image.getCalibration().setUnit(unit);
  }
}
