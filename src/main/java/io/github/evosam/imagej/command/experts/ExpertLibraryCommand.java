package io.github.evosam.imagej.command.experts;

import io.github.evosam.imagej.command.EvoSamCommand;
import io.github.evosam.imagej.ui.library.ExpertLibraryWindow;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/**
 * {@code EvoSAM Expert Library}: opens the window of the experts and returns. It needs a screen;
 * without one it ends with a sentence.
 */
@Plugin(type = Command.class)
public final class ExpertLibraryCommand extends EvoSamCommand {
  /** It has no keys. */
  public ExpertLibraryCommand() {
    super(ExpertLibraryWindow.TITLE);
  }

  @Override
  protected boolean asks() {
    return false;
  }

  @Override
  protected void work() {
    ExpertLibraryWindow.open();
  }
}
