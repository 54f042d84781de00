package io.github.evosam.imagej.command.models;

import ij.plugin.PlugIn;
import io.github.evosam.imagej.command.ErrorBox;
import io.github.evosam.imagej.ui.library.ModelsWindow;

/** {@code EvoSAM Models} in plain ImageJ: the same as {@link ModelsCommand}. */
public final class ModelsPlugIn implements PlugIn {
  @Override
  public void run(String argument) {
    try {
      ModelsWindow.open();
    } catch (IllegalArgumentException e) {
      ErrorBox.show(ModelsWindow.TITLE, e.getMessage());
    }
  }
}
