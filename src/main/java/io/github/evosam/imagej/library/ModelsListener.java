package io.github.evosam.imagej.library;

import java.util.List;

/** Hears of a models session, on the thread that results are delivered on. */
public interface ModelsListener {
  /** The models, or what is known of them, have changed. */
  void listed(List<ModelRow> rows);

  /**
   * A model is being installed.
   *
   * @param done bytes that are there
   * @param total bytes in all; at most 0 if that is not known, or if there is nothing to count
   */
  void installing(String what, long done, long total);

  /** No model is being installed any more; {@link #said} or {@link #refused} tells how it went. */
  void ended();

  /** Something was done, or is being done. */
  void said(String news);

  /** Something was not done; the sentence says why. */
  void refused(String reason);
}
