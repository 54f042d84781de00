package io.github.evosam.imagej.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import org.junit.jupiter.api.Test;

/** What is open as training data. */
class OpenTaskTest {
  private static ImagePlus image(String title, int grey) {
    ByteProcessor pixels = new ByteProcessor(20, 10);
    pixels.set(3, 4, grey);
    return new ImagePlus(title, pixels);
  }

  @Test
  void channelsThatAreNotLearnedFromAreNamed() {
    ImagePlus image = ij.IJ.createHyperStack("two.tif", 30, 20, 2, 1, 1, 8);
    image.setC(2);
    assertThat(new OpenTask(image).channelHint().orElseThrow())
        .contains("'two.tif' channel 2 of 2");
    assertThat(new OpenTask(new ImagePlus("one", image.getProcessor())).channelHint()).isEmpty();
  }

  @Test
  void labelsAreNotLearnedFromThemselves() {
    ImagePlus truth = image("truth.tif", 1);
    assertThatThrownBy(() -> new OpenTask(truth).withLabels(truth))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'truth.tif' is image and label image at once", "input=TITLE");
    assertThat(new OpenTask(image("cells.tif", 90)).withLabels(truth)).hasSize(1);
  }
}
