package io.github.evosam.imagej.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ImageProcessor;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ShownChannel;
import io.github.evosam.imagej.image.SliceRange;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDocumentChannelTest {
  @TempDir private Path folder;
  private Path channels;
  private Path second;

  @BeforeEach
  void write() {
    ImagePlus image = IJ.createHyperStack("two", 30, 20, 2, 3, 1, 16);
    for (int plane = 1; plane <= 6; plane++) {
      ImageProcessor pixels = image.getStack().getProcessor(plane);
      for (int i = 0; i < pixels.getPixelCount(); i++) {
        pixels.set(i, plane * 100 + i * (plane % 2 == 0 ? 3 : 1));
      }
    }
    channels = folder.resolve("two.tif");
    new FileSaver(image).saveAsTiff(channels.toString());
    ImagePlus alone = IJ.createHyperStack("second", 30, 20, 1, 3, 1, 16);
    for (int slice = 1; slice <= 3; slice++) {
      alone.getStack().setPixels(image.getStack().getPixels(2 * slice), slice);
    }
    second = folder.resolve("second.tif");
    new FileSaver(alone).saveAsTiff(second.toString());
  }

  @Test
  void theChannelThatIsAskedForIsLookedAtOnEverySlice() {
    ImageDocument document = ImageDocument.open(channels, SliceRange.ALL, 2);
    ImageDocument alone = ImageDocument.open(second, SliceRange.ALL);
    for (int slice = 0; slice < 3; slice++) {
      PixelSource found = document.plane(document.positions().get(slice));
      PixelSource expected = alone.plane(alone.positions().get(slice));
      assertThat(found.crop(0, 0, found.size()).values())
          .isEqualTo(expected.crop(0, 0, expected.size()).values());
    }
    assertThat(document.notes()).isEmpty();
  }

  @Test
  void whereNobodyHasChosenAHintNamesTheChannel() {
    assertThat(ImageDocument.open(channels, SliceRange.ALL).notes())
        .singleElement()
        .asString()
        .contains("2 channels, of which only channel 1 is used");
    assertThat(ImageDocument.open(second, SliceRange.ALL).notes()).isEmpty();
  }

  @Test
  void aChannelThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> ImageDocument.open(channels, SliceRange.ALL, 3))
        .isInstanceOf(ImageFileException.class)
        .hasMessageContaining("no channel 3; its channels are numbered 1 to 2");
    assertThatThrownBy(() -> ShownChannel.turn(new ImagePlus(), -1, channels))
        .hasMessageContaining("no channel -1");
  }
}
