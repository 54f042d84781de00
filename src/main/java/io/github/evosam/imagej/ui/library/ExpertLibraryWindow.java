package io.github.evosam.imagej.ui.library;

import io.github.evosam.engine.ExpertPreview;

/**
 * {@code EvoSAM Expert Library}: the experts of the user or the lab. Others may change the library
 * at the same time; the table follows within two seconds.
 */
public final class ExpertLibraryWindow {
  /** Title and name of the window. */
  public static final String TITLE = "EvoSAM Expert Library";

  private ExpertLibraryWindow() {}

  /**
   * Opens the window, or brings it to the front. Returns at once.
   *
   * @throws IllegalArgumentException if there is no screen
   */
  public static void open() {
    NamedFrame.open(
        TITLE,
        () -> new ExpertLibraryPanel(ExpertPreview.Bench.ofUser()),
        "use EvoSAM Manage Experts, or 'experts' on the command line");
  }
}
