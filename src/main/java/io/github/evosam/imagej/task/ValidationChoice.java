package io.github.evosam.imagej.task;

import io.github.evosam.engine.learning.TaskDataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a task is judged by: a share of its images, or images of their own.
 *
 * @param share of the images, 0..0.9; used if there is no folder
 * @param folder with {@code images} and {@code masks}, if the images for validation are given
 */
public record ValidationChoice(double share, Optional<Path> folder) {
  private static final String NUMBER = "\\d*[.,]?\\d+";

  /** Checks the share. */
  public ValidationChoice {
    if (!(share >= 0 && share <= TaskDataset.LARGEST_SHARE)) {
      throw new IllegalArgumentException(
          "validation is a share of the images, 0 to %s, or a folder with images and masks, but %s came"
              .formatted(TaskDataset.LARGEST_SHARE, share));
    }
  }

  /**
   * Reads a share as {@code 0.2} or {@code 0,2}, or a folder. What looks like a number is one,
   * unless there is a folder of that name.
   *
   * @throws IllegalArgumentException if the share is too large
   */
  public static ValidationChoice parse(String text) {
    boolean isShare = text.matches(NUMBER) && !Files.isDirectory(Path.of(text));
    return isShare
        ? new ValidationChoice(Double.parseDouble(text.replace(',', '.')), Optional.empty())
        : new ValidationChoice(TaskDataset.USUAL_SHARE, Optional.of(Path.of(text)));
  }
}
