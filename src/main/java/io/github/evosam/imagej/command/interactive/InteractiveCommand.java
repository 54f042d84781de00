package io.github.evosam.imagej.command.interactive;

import ij.ImagePlus;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.command.CurrentImage;
import io.github.evosam.imagej.command.learn.TeachThis;
import io.github.evosam.imagej.ui.session.InteractiveWindow;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * {@code EvoSAM Interactive} in Fiji: opens the panel beside the image and returns. It needs a
 * screen; without one it is cancelled with a sentence.
 */
@Plugin(
    type = Command.class,
    menu = {@Menu(label = "Plugins"), @Menu(label = "EvoSAM"), @Menu(label = "EvoSAM Interactive")})
public final class InteractiveCommand extends ContextCommand {
  @Parameter(label = "Image", required = false, persist = false)
  private ImagePlus input;

  @Parameter(
      label = "Model",
      description = "Name of an installed model, or a checkpoint file",
      persist = false)
  private String model = BaseModels.EMBEDDED;

  @Override
  public void run() {
    try {
      InteractiveWindow.open(CurrentImage.orElse(input), model, new TeachThis());
    } catch (IllegalArgumentException e) {
      cancel(e.getMessage());
    }
  }
}
