package io.github.evosam.imagej.command.experts;

import io.github.evosam.imagej.ui.library.ExpertLibraryWindow;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Plugin;

/**
 * {@code EvoSAM Expert Library} in Fiji: opens the window of the experts and returns. It needs a
 * screen; without one it is cancelled with a sentence.
 */
@Plugin(
    type = Command.class,
    menu = {
      @Menu(label = "Plugins"),
      @Menu(label = "EvoSAM"),
      @Menu(label = "EvoSAM Expert Library")
    })
public final class ExpertLibraryCommand extends ContextCommand {
  @Override
  public void run() {
    try {
      ExpertLibraryWindow.open();
    } catch (IllegalArgumentException e) {
      cancel(e.getMessage());
    }
  }
}
