package io.github.evosam.imagej.library;

import io.github.evosam.engine.ExpertPreview;
import java.nio.file.Path;
import java.util.List;

/** Hears of a library session, on the thread that results are delivered on. */
public interface LibraryListener {
  /** The experts, or what is known of them, have changed. */
  void listed(List<ExpertRow> rows);

  /** Something was done, or is being done. */
  void said(String news);

  /** Something was not done; the sentence says why. */
  void refused(String reason);

  /**
   * An expert of a file cannot be imported under its own name.
   *
   * @param reason one sentence
   * @param free a name that is free
   */
  void nameNeeded(Path file, String reason, String free);

  /** Two experts were tried on an image. */
  void compared(Comparison comparison);

  /**
   * What two experts find in an image.
   *
   * @param image title of the image
   * @param plane that they were tried on
   * @param previews of both, in the order in which they were asked for
   */
  record Comparison(
      String image, io.github.evosam.geometry.Plane plane, List<ExpertPreview> previews) {}
}
