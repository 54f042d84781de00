package io.github.evosam.cli;

import io.github.evosam.imagej.batch.FolderImages;
import io.github.evosam.imagej.batch.NameFilter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options for a folder of images. */
final class FolderOptions {
  @Option(names = "--recursive", description = "Of a folder: also the folders inside it.")
  private boolean recursive;

  @Option(
      names = "--filter",
      paramLabel = "TEXT|PATTERN",
      description = "Of a folder: names that contain this, or fit a pattern as '*.tif'.")
  private String filter;

  @Option(
      names = "--table",
      description = "Of a folder: measure all objects into one CSV file, in calibrated units.")
  private boolean table;

  @Option(
      names = "--overwrite",
      description = "Of a folder: make results anew that are there already.")
  private boolean overwrite;

  /** Whether any of these was given. */
  boolean areGiven() {
    return recursive || filter != null || table || overwrite;
  }

  /** The images of a folder. */
  FolderImages images(Path folder) {
    return new FolderImages(
        folder, recursive, filter == null ? NameFilter.IMAGES : new NameFilter(filter));
  }

  /** Whether objects are measured. */
  boolean table() {
    return table;
  }

  /** Whether results are made anew. */
  boolean overwrite() {
    return overwrite;
  }
}
