package io.github.evosam.cli;

import io.github.evosam.engine.BaseModels;
import io.github.evosam.engine.ComputeDevice;
import io.github.evosam.engine.Segmenter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that choose the model and the device. */
final class ModelOptions {
  @Option(
      names = "--model",
      defaultValue = BaseModels.EMBEDDED,
      paramLabel = "NAME|FILE",
      description = "Base model: a name of 'models list' or a checkpoint (${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--device",
      defaultValue = ComputeDevice.AUTO,
      paramLabel = "auto|cpu|gpu[N]",
      description = "Where the network runs (${DEFAULT-VALUE}: the first GPU, else the CPU).")
  private String device;

  @Option(
      names = "--expert",
      defaultValue = "auto",
      paramLabel = "auto|none|NAME",
      description = "Learned expert (${DEFAULT-VALUE}).")
  private String expert;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Opens the model.
   *
   * @throws ParameterException if the device or the expert is none
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  Segmenter open() {
    if (!expert.equals("auto") && !expert.equals("none")) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no expert '" + expert + "'; none was learned yet, so use auto or none");
    }
    try {
      return Segmenter.open(BaseModels.ofUser(), model, device);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
