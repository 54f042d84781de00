package io.github.evosam.imagej.task;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.imagej.result.LabelImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tiny tasks as files and as ImageJ images. */
public final class TinyTaskFolders {
  private TinyTaskFolders() {}

  /** Writes {@code images/NAME.png} and {@code masks/NAME.png} for each image of a task. */
  public static void write(Path folder, List<TaskImage> images) throws IOException {
    Path pixels = Files.createDirectories(folder.resolve("images"));
    Path masks = Files.createDirectories(folder.resolve("masks"));
    for (TaskImage each : images) {
      png(pixels(each), pixels.resolve(each.name() + ".png"));
      png(mask(each), masks.resolve(each.name() + ".png"));
    }
  }

  /** The grey values of an image. */
  public static ByteProcessor pixels(TaskImage image) {
    ImageSize size = image.plane().plane().size();
    ByteProcessor grey = new ByteProcessor(size.width(), size.height());
    for (int i = 0; i < size.area(); i++) {
      grey.set(i, (int) image.plane().plane().values()[i]);
    }
    return grey;
  }

  /** Its objects: 255, on a background of 0. */
  public static ByteProcessor mask(TaskImage image) {
    return LabelImages.mask(image.plane().labels().foreground());
  }

  /** Writes pixels as PNG. */
  public static void png(ByteProcessor pixels, Path file) {
    new FileSaver(new ImagePlus("", pixels)).saveAsPng(file.toString());
  }
}
