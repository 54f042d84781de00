package io.github.evosam.imagej.command.interactive;

import ij.ImagePlus;
import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.imagej.command.EvoSamCommand;
import io.github.evosam.imagej.command.learn.TeachThis;
import io.github.evosam.imagej.ui.session.InteractiveWindow;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * {@code EvoSAM Interactive}: opens the panel beside the image and returns. It needs a screen;
 * without one it ends with a sentence.
 */
@Plugin(type = Command.class)
public final class InteractiveCommand extends EvoSamCommand {
  @Parameter(label = "Image", required = false, persist = false)
  private ImagePlus input;

  @Parameter(
      label = "Model",
      description = "Name of an installed model, or a checkpoint file",
      persist = false)
  private String model = BaseModels.EMBEDDED;

  @Parameter(label = "Device", description = "auto, cpu, gpu or gpuN", persist = false)
  private String device = ComputeDevice.AUTO;

  /** With the usual keys. */
  public InteractiveCommand() {
    super("EvoSAM Interactive");
  }

  @Override
  protected boolean asks() {
    return false;
  }

  @Override
  protected void work() {
    InteractiveWindow.open(imageOr(input), new ModelOnDevice(model, device), new TeachThis());
  }
}
