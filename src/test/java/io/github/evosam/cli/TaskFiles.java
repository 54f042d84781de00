package io.github.evosam.cli;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.learning.TaskImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tiny tasks as folders of images and masks. */
final class TaskFiles {
  private TaskFiles() {}

  /** Writes {@code images} and {@code masks} into a folder. */
  static void write(Path folder, List<TaskImage> images) throws IOException {
    for (TaskImage each : images) {
      int side = TinyTasks.SIDE;
      ByteProcessor grey = new ByteProcessor(side, side);
      ByteProcessor mask = new ByteProcessor(side, side);
      for (int i = 0; i < side * side; i++) {
        grey.set(i, (int) each.plane().plane().values()[i]);
        mask.set(i, 255 * each.plane().labels().toArray()[i]);
      }
      png(grey, folder.resolve("images"), each.name());
      png(mask, folder.resolve("masks"), each.name());
    }
  }

  private static void png(ByteProcessor pixels, Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    new FileSaver(new ImagePlus("", pixels)).saveAsPng(folder.resolve(name + ".png").toString());
  }
}
