package io.github.evosam.imagej.ui.library;

/** {@code EvoSAM Models}: the base models that are there, and those that can be installed. */
public final class ModelsWindow {
  /** Title and name of the window. */
  public static final String TITLE = "EvoSAM Models";

  private ModelsWindow() {}

  /**
   * Opens the window, or brings it to the front. Returns at once. Closing it stops a download.
   *
   * @throws IllegalArgumentException if there is no screen
   */
  public static void open() {
    NamedFrame.open(
        TITLE, ModelsPanel::ofUser, "use EvoSAM Manage Models, or 'models' on the command line");
  }
}
