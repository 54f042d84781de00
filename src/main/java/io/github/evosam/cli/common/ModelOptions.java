package io.github.evosam.cli.common;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.imagej.image.BioFormatsPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that choose the model and the device. */
public final class ModelOptions {
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
  public static final class BioFormats {
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
  public String name() {
    Path file = Path.of(model);
    return Files.isRegularFile(file) ? file.toAbsolutePath().toString() : model;
  }

  /** Side of the model's input as it was asked for; 0 if it was not. */
  public int inputSide() {
    return inputSide == null ? 0 : inputSide;
  }

  /** The device as it was asked for. */
  public String device() {
    return device;
  }

  /**
   * Opens a model for something.
   *
   * @param <T> what has it open
   */
  @FunctionalInterface
  public interface Opening<T> {
    /**
     * Opens it.
     *
     * @throws IllegalArgumentException if there is no such device
     * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
     */
    T open(BaseModels models, String model, String device);
  }

  /**
   * Opens the model.
   *
   * @throws ParameterException if there is no such device
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  public <T> T open(Opening<T> opening) {
    return Usage.of(spec, () -> opening.open(models(), model, device));
  }

  /** Opens the model, with the user's experts; throws as {@link #open(Opening)}. */
  public Segmenter open() {
    return open(Segmenter::open);
  }

  private BaseModels models() {
    BaseModels ofUser = BaseModels.ofUser();
    return inputSide == null ? ofUser : ofUser.atInputSide(inputSide);
  }
}
