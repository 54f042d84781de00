package io.github.evosam.cli;

import io.github.evosam.engine.BaseModels;
import io.github.evosam.engine.ComputeDevice;
import io.github.evosam.engine.ExpertCatalogue;
import io.github.evosam.engine.ExpertLearning;
import io.github.evosam.engine.Segmenter;
import picocli.CommandLine.Option;

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

  /** Opens the model, with the user's experts. */
  Segmenter open() {
    return Segmenter.open(BaseModels.ofUser(), model, device);
  }

  /** Opens the model to teach it. */
  ExpertLearning openToLearn(ExpertCatalogue catalogue) {
    return ExpertLearning.open(BaseModels.ofUser(), model, device, catalogue);
  }
}
