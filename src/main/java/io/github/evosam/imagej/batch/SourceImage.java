package io.github.evosam.imagej.batch;

import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ImageDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * An image of a folder: a file, or one of its series.
 *
 * @param file where it lies
 * @param base its place in the folder without the ending of its name, as {@code day1/cells}
 * @param series counts from 0
 * @param seriesCount number of images in the file
 */
record SourceImage(Path file, Path base, int series, int seriesCount) {

  /** Where its results lie and what they are called after: {@code day1/cells-s2} for a series. */
  Path key() {
    return seriesCount == 1 ? base : base.resolveSibling(base.getFileName() + "-s" + (series + 1));
  }

  /** What its results are called after, without the folder. */
  String name() {
    return key().getFileName().toString();
  }

  /** What a user reads, as {@code day1/cells.lif, series 2}. */
  String title() {
    String place = base.resolveSibling(file.getFileName()).toString().replace('\\', '/');
    return seriesCount == 1 ? place : place + ", series " + (series + 1);
  }

  /** The title of the file that an image of a title lies in. */
  static String fileOf(String title) {
    return title.replaceFirst(", series \\d+$", "");
  }

  /** Opens it; throws as {@link ImageDocument#open(Path, int, String, SliceRange, int)}. */
  ImageDocument open(SliceRange range, int channel) {
    return ImageDocument.open(file, series, name(), range, channel);
  }

  /**
   * What changes when the image or its prompts change: sizes and times of the files.
   *
   * @throws ImageFileException if they cannot be read
   */
  String stamp(PromptSource prompts) {
    Optional<Path> shown = prompts.file(file, name());
    return stamp(file) + shown.map(rois -> " | " + stamp(rois)).orElse("");
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.size() + " bytes of " + attributes.lastModifiedTime();
    } catch (IOException e) {
      throw new ImageFileException("Cannot read " + file + " (" + e + "); check the path", e);
    }
  }
}
