package io.github.evosam.imagej.task;

import io.github.evosam.FailureReason;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.imagej.image.ShownChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The images of a task, as far as they can be read.
 *
 * @param images with their objects
 * @param problems what could not be read; nothing is missing where there is none
 * @param notes what a user should know of the files that were read, sentences
 */
public record TaskReading(List<TaskImage> images, List<Problem> problems, List<String> notes) {
  /**
   * Something that could not be read.
   *
   * @param input file or folder
   * @param reason one sentence
   */
  public record Problem(Path input, String reason) {}

  /** Freezes the lists. */
  public TaskReading {
    images = List.copyOf(images);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /** The images in {@code folder/images} with their masks in {@code folder/masks}. */
  public static TaskReading of(Path folder) {
    return of(folder, ShownChannel.AS_THE_FILE);
  }

  /** The same of a channel, 1..C, or {@link ShownChannel#AS_THE_FILE}. */
  public static TaskReading of(Path folder, int channel) {
    return read(folder, channel, () -> TaskFolder.pairing(folder));
  }

  /**
   * The images of a folder with their masks of equal names in another.
   *
   * @param channel that is looked at, 1..C, or {@link ShownChannel#AS_THE_FILE}
   */
  public static TaskReading of(Path images, Path masks, int channel) {
    return read(images, channel, () -> TaskFolder.pairing(images, masks));
  }

  private static TaskReading read(Path folder, int channel, Supplier<TaskFolder.Pairing> pairs) {
    List<TaskImage> images = new ArrayList<>();
    Set<String> notes = new LinkedHashSet<>();
    List<Problem> problems = new ArrayList<>();
    attempt(
        folder,
        problems,
        () -> {
          TaskFolder.Pairing pairing = pairs.get();
          notes.addAll(pairing.notes());
          for (LabelledFiles files : pairing.pairs()) {
            attempt(
                files.image(),
                problems,
                () ->
                    images.addAll(
                        withObjects(files.name(), files.inChannel(channel).read(notes::add))));
          }
        });
    return new TaskReading(images, problems, List.copyOf(notes));
  }

  private static void attempt(Path input, List<Problem> problems, Runnable work) {
    FailureReason.attempt(work).ifPresent(reason -> problems.add(new Problem(input, reason)));
  }

  /**
   * The planes of one image as images of a task; of a stack only those with objects, if it has any.
   *
   * @param name of the image; the planes of a stack are numbered
   * @param planes at least one
   */
  static List<TaskImage> withObjects(String name, List<LabelledPlane> planes) {
    if (planes.size() == 1) {
      return List.of(new TaskImage(name, planes.get(0)));
    }
    List<TaskImage> shown = new ArrayList<>();
    for (int i = 0; i < planes.size(); i++) {
      if (planes.get(i).labels().maxLabel() > 0) {
        shown.add(new TaskImage("%s, plane %d".formatted(name, i + 1), planes.get(i)));
      }
    }
    return shown.isEmpty() ? List.of(new TaskImage(name, planes.get(0))) : shown;
  }
}
