package io.github.evosam.imagej.batch;

import io.github.evosam.imagej.result.ResultFormat;
import java.nio.file.Path;
import java.util.Map;

/** Follows the work on a folder, and may end it; by itself it does neither. */
public interface FolderListener extends ImageSegmentation.Watcher {
  /**
   * Work on a file begins.
   *
   * @param index counts from 0
   * @param count number of files
   * @param title as {@code day1/cells.tif}
   */
  default void file(int index, int count, String title) {}

  /**
   * An image is segmented and its results are in place.
   *
   * @param title as of its file; with its series if there are several
   * @param image must not be kept, or memory fills with every image
   * @param outputs its files, of several of one format the first
   */
  default void segmented(String title, SegmentedImage image, Map<ResultFormat, Path> outputs) {}

  /** Hears what a user should know of how an image that was segmented was read, a sentence. */
  default void noted(String sentence) {}

  /** A file is no usual image and was passed over. */
  default void passedOver(String title) {}

  /** All results of an image are there from an earlier run. */
  default void wasDone(String title) {}

  /** Something could not be done; the others go on. */
  default void failed(FileFailure failure) {}
}
