package io.github.evosam.imagej.command.experts;

import ij.plugin.PlugIn;
import io.github.evosam.imagej.command.ErrorBox;
import io.github.evosam.imagej.ui.library.ExpertLibraryWindow;

/** {@code EvoSAM Expert Library} in plain ImageJ: the same as {@link ExpertLibraryCommand}. */
public final class ExpertLibraryPlugIn implements PlugIn {
  @Override
  public void run(String argument) {
    try {
      ExpertLibraryWindow.open();
    } catch (IllegalArgumentException e) {
      ErrorBox.show(ExpertLibraryWindow.TITLE, e.getMessage());
    }
  }
}
