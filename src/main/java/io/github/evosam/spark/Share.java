package io.github.evosam.spark;

import io.github.evosam.imagej.batch.ImageOutcome;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Some files of a folder, which a task does one after the other.
 *
 * @param number of the share
 * @param files absolute paths
 */
record Share(int number, ArrayList<String> files) implements Serializable {

  /**
   * What became of a share.
   *
   * @param number of the share
   * @param outcomes of its images
   */
  record Done(int number, ArrayList<ImageOutcome> outcomes) implements Serializable {}

  static Share of(int number, List<Path> files) {
    return new Share(number, new ArrayList<>(files.stream().map(Path::toString).toList()));
  }

  /** Does it, in a task. */
  Done run(FolderJob job) {
    List<Path> paths = files.stream().map(Path::of).toList();
    return IdleSegmenters.inTask(
        job.model(),
        segmenter -> new Done(number, new ArrayList<>(job.folder().share(paths, segmenter))));
  }
}
