package io.github.evosam.imagej.command.models;

import io.github.evosam.imagej.command.EvoSamCommand;
import io.github.evosam.imagej.ui.library.ModelsWindow;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/**
 * {@code EvoSAM Models}: opens the window of the base models and returns. It needs a screen;
 * without one it ends with a sentence.
 */
@Plugin(type = Command.class)
public final class ModelsCommand extends EvoSamCommand {
  /** It has no keys. */
  public ModelsCommand() {
    super(ModelsWindow.TITLE);
  }

  @Override
  protected boolean asks() {
    return false;
  }

  @Override
  protected void work() {
    ModelsWindow.open();
  }
}
