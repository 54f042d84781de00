package io.github.evosam.cli;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.learning.ExpertLearning;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.imagej.image.BioFormatsPlace;
import io.github.evosam.lab.continual.ContinualBenchmark;
import io.github.evosam.lab.matching.MatchBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
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
      names = "--input-side",
      paramLabel = "PIXELS",
      description =
          "Side of the model's square input, where its tensors do not tell it: SAM 2 in steps of 32"
              + " (1024; MedSAM2: 512), TinyViT in steps of 16.")
  private Integer inputSide;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private BioFormats bioFormats;

  /** Where Bio-Formats lies. */
  static final class BioFormats {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
        names = "--bio-formats",
        paramLabel = "JAR|FIJI",
        description =
            "Bio-Formats, to read microscope files: bioformats_package.jar, or a Fiji folder.")
    private void place(Path place) {
      Usage.of(
          spec,
          "--bio-formats: ",
          () -> {
            BioFormatsPlace.check(place);
            return place;
          });
      System.setProperty(BioFormatsPlace.PROPERTY, place.toString());
    }
  }

  /** Name or file of the model; a file's path is absolute. */
  String name() {
    Path file = Path.of(model);
    return Files.isRegularFile(file) ? file.toAbsolutePath().toString() : model;
  }

  /** Side of the model's input as it was asked for; 0 if it was not. */
  int inputSide() {
    return inputSide == null ? 0 : inputSide;
  }

  /** The device as it was asked for. */
  String device() {
    return device;
  }

  /**
   * Opens the model, with the user's experts.
   *
   * @throws ParameterException if there is no such device
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  Segmenter open() {
    return Usage.of(spec, () -> Segmenter.open(models(), model, device));
  }

  private BaseModels models() {
    BaseModels ofUser = BaseModels.ofUser();
    return inputSide == null ? ofUser : ofUser.atInputSide(inputSide);
  }

  /** Opens the model to teach it; throws as {@link #open}. */
  ExpertLearning openToLearn(ExpertCatalogue catalogue) {
    return Usage.of(spec, () -> ExpertLearning.open(models(), model, device, catalogue));
  }

  /** The model, to be opened by a measurement. */
  MatchBenchmark.Models toMeasure() {
    return new MatchBenchmark.Models(models(), model, device);
  }

  /** Opens the model, with an empty library of its own; throws as {@link #open}. */
  ContinualBenchmark openToCompare() {
    return Usage.of(spec, () -> ContinualBenchmark.open(models(), model, device));
  }
}
