package io.github.evosam.imagej;

import io.github.evosam.engine.LearningTask;
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
  private static final String NUMBER = "\\d*\\.?\\d+";

  /**
   * Reads a share as {@code 0.2} or a folder. What looks like a number is one, unless there is a
   * folder of that name.
   */
  public static ValidationChoice parse(String text) {
    boolean isShare = text.matches(NUMBER) && !Files.isDirectory(Path.of(text));
    return isShare
        ? new ValidationChoice(Double.parseDouble(text), Optional.empty())
        : new ValidationChoice(LearningTask.USUAL_SHARE, Optional.of(Path.of(text)));
  }
}
