package io.github.evosam.imagej.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ShortProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.imagej.image.CurrentPlane;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageFiles;
import io.github.evosam.imagej.image.StackPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFolderTest {
  private static final ImageSize SIZE = new ImageSize(7, 5);

  @TempDir Path folder;

  @Test
  void whatIsAddedIsReadAsATask() {
    ImagePlus image = new ImagePlus("cells.tif", noise(1));
    image.getCalibration().pixelWidth = 0.5;
    DatasetFolder training = new DatasetFolder(folder.resolve("new/task"));

    String name = training.add(image, StackPosition.current(image), labels(3, 300));

    assertThat(name).isEqualTo("cells");
    assertThat(training.size()).isEqualTo(1);
    LabelledFiles files = TaskFolder.pairs(training.folder()).get(0);
    LabelledPlane plane = files.read().get(0);
    assertThat(plane.labels().at(3, 0)).isEqualTo(300);
    assertThat(plane.plane().values()).isEqualTo(CurrentPlane.of(image).values());
    assertThat(ImageFiles.open(files.image()).getCalibration().pixelWidth).isEqualTo(0.5);
  }

  @Test
  void planesOfAStackAreFilesOfTheirOwnInTheChannelThatWasSegmented() {
    ImageStack stack = new ImageStack(SIZE.width(), SIZE.height());
    for (int i = 0; i < 6; i++) {
      stack.addSlice(noise(i));
    }
    ImagePlus image = new ImagePlus("a/b: series 1", stack);
    image.setDimensions(2, 3, 1);

    String name = new DatasetFolder(folder).add(image, new StackPosition(2, 3, 1), labels(0, 1));

    assertThat(name).isEqualTo("a_b_ series 1-0003");
    ImagePlus written = ImageFiles.open(folder.resolve("images").resolve(name + ".tif"));
    assertThat(written.getStackSize()).isEqualTo(1);
    assertThat(written.getProcessor().getPixels()).isEqualTo(stack.getPixels(6));
  }

  @Test
  void theSamePlaneAgainGetsNewLabelsAndAnotherImageAnotherName() {
    DatasetFolder training = new DatasetFolder(folder);
    ImagePlus image = new ImagePlus("cells.tif", noise(1));
    training.add(image, StackPosition.current(image), labels(0, 1));

    assertThat(training.add(image, StackPosition.current(image), labels(6, 2))).isEqualTo("cells");
    ImagePlus other = new ImagePlus("cells.png", noise(2));
    assertThat(training.add(other, StackPosition.current(other), labels(1, 1)))
        .isEqualTo("cells-2");

    List<LabelledFiles> pairs = TaskFolder.pairs(folder);
    assertThat(pairs).hasSize(2);
    assertThat(pairs.get(0).read().get(0).labels().at(6, 0)).isEqualTo(2);
    assertThat(pairs.get(0).read().get(0).labels().at(0, 0)).isZero();
    assertThat(pairs.get(1).read().get(0).labels().at(1, 0)).isEqualTo(1);
  }

  @Test
  void filesOfOthersStayAsTheyAre() throws IOException {
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("masks"));
    Path theirs = Files.writeString(folder.resolve("images/cells.png"), "not ours");
    Path mask = Files.writeString(folder.resolve("masks/cells.png"), "not ours, too");
    ImagePlus image = new ImagePlus("cells.tif", noise(1));

    String name = new DatasetFolder(folder).add(image, StackPosition.current(image), labels(0, 1));

    assertThat(name).isEqualTo("cells-2");
    assertThat(theirs).hasContent("not ours");
    assertThat(mask).hasContent("not ours, too");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    ImagePlus image = new ImagePlus("cells.tif", new ByteProcessor(7, 5));
    assertThatExceptionOfType(ImageFileException.class)
        .isThrownBy(
            () -> new DatasetFolder(file).add(image, StackPosition.current(image), labels(0, 1)))
        .withMessageContaining(file.toString());
  }

  private static ShortProcessor noise(long seed) {
    short[] pixels = new short[35];
    new Random(seed).ints(35, 0, 65_536).forEach(value -> pixels[value % 35] += (short) value);
    return new ShortProcessor(7, 5, pixels, null);
  }

  private static LabelMap labels(int x, int label) {
    int[] labels = new int[35];
    labels[x] = label;
    return LabelMap.of(SIZE, labels);
  }
}
