package io.github.evosam.imagej.task;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskReadingTest {
  @TempDir private Path folder;

  @Test
  void channelsThatNobodyHasChosenAreNamed() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Path masks = Files.createDirectories(folder.resolve("masks"));
    ImagePlus channels = IJ.createHyperStack("channels", 30, 20, 3, 1, 1, 8);
    ImagePlus mask = IJ.createImage("mask", "8-bit black", 30, 20, 1);
    mask.getProcessor().setColor(255);
    mask.getProcessor().fillRect(4, 4, 9, 9);
    for (String name : new String[] {"a.tif", "b.tif"}) {
      new FileSaver(channels).saveAsTiff(images.resolve(name).toString());
      new FileSaver(mask).saveAsTiff(masks.resolve(name).toString());
    }
    TaskReading shown = TaskReading.of(folder);
    assertThat(shown.images()).hasSize(2);
    assertThat(shown.notes())
        .filteredOn(note -> note.contains("only channel 1 is used"))
        .hasSize(2);
    assertThat(TaskReading.of(folder, 2).notes()).noneMatch(note -> note.contains("channel"));
  }
}
