package io.github.evosam.cli;

import io.github.evosam.engine.TaskImage;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.imagej.LabelledFiles;
import io.github.evosam.imagej.TaskFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads the images of a task. What cannot be read is noted by name.
 *
 * @param failures grows
 */
record TaskReading(Failures failures) {

  /** The images in {@code folder/images} with their masks in {@code folder/masks}. */
  List<TaskImage> read(Path folder) {
    return read(folder, () -> TaskFolder.pairs(folder));
  }

  /** The images of a folder with their masks in another. */
  List<TaskImage> read(Path images, Path masks) {
    return read(images, () -> TaskFolder.pairs(images, masks));
  }

  private List<TaskImage> read(Path folder, Supplier<List<LabelledFiles>> pairs) {
    List<TaskImage> images = new ArrayList<>();
    failures.attempt(
        folder,
        () -> {
          for (LabelledFiles files : pairs.get()) {
            failures.attempt(files.image(), () -> images.addAll(planes(files)));
          }
        });
    return images;
  }

  /** The planes of a file; of a stack only those with objects, if it has any. */
  private static List<TaskImage> planes(LabelledFiles files) {
    List<LabelledPlane> planes = files.read();
    if (planes.size() == 1) {
      return List.of(new TaskImage(files.name(), planes.get(0)));
    }
    List<TaskImage> shown = new ArrayList<>();
    for (int i = 0; i < planes.size(); i++) {
      if (planes.get(i).labels().maxLabel() > 0) {
        shown.add(new TaskImage("%s, plane %d".formatted(files.name(), i + 1), planes.get(i)));
      }
    }
    return shown.isEmpty() ? List.of(new TaskImage(files.name(), planes.get(0))) : shown;
  }
}
