package io.github.evosam.imagej.command.models;

import io.github.evosam.imagej.ui.library.ModelsWindow;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Plugin;

/**
 * {@code EvoSAM Models} in Fiji: opens the window of the base models and returns. It needs a
 * screen; without one it is cancelled with a sentence.
 */
@Plugin(
    type = Command.class,
    menu = {@Menu(label = "Plugins"), @Menu(label = "EvoSAM"), @Menu(label = "EvoSAM Models")})
public final class ModelsCommand extends ContextCommand {
  @Override
  public void run() {
    try {
      ModelsWindow.open();
    } catch (IllegalArgumentException e) {
      cancel(e.getMessage());
    }
  }
}
