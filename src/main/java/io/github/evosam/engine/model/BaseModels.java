package io.github.evosam.engine.model;

import ai.djl.ndarray.NDManager;
import io.github.evosam.library.BaseModelReference;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.weights.Checkpoint;
import io.github.evosam.weights.Checksum;
import io.github.evosam.weights.SafeTensors;
import io.github.evosam.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The base models a user can choose from: the embedded one, those installed in the user's folder,
 * and any checkpoint file.
 *
 * @param folder of the installed models: one folder each, named as the model, that holds its
 *     checkpoint
 * @param inputSide side of the input that models are opened at where their tensors do not tell it,
 *     pixels; empty for what the checkpoint or its name says
 */
public record BaseModels(Path folder, OptionalInt inputSide) {
  /** Name of the model that ships inside the jar. */
  public static final String EMBEDDED = "evosam-lite";

  private static final String RESOURCE = "evosam-lite.safetensors";
  private static final String PART = ".part";

  /** Models that are opened at the side that they were made for. */
  public BaseModels(Path folder) {
    this(folder, OptionalInt.empty());
  }

  /** The same models, opened at another input side. */
  public BaseModels atInputSide(int side) {
    return new BaseModels(folder, OptionalInt.of(side));
  }

  /** The models of {@link EvoSamHome}. */
  public static BaseModels ofUser() {
    return new BaseModels(EvoSamHome.resolve().resolve("models"));
  }

  /**
   * Opens a model for inference.
   *
   * @param nameOrFile {@value #EMBEDDED}, the name of an installed model, or a checkpoint's path
   * @param manager whose device it runs on; closing it closes the model
   * @throws WeightsException if there is no such model, or its file cannot be used
   */
  public SamModel open(String nameOrFile, NDManager manager) {
    StateDict weights =
        EMBEDDED.equals(nameOrFile)
            ? embedded(manager)
            : Checkpoint.read(file(nameOrFile), manager);
    try {
      InputSide.tell(weights, Path.of(nameOrFile).getFileName().toString(), inputSide);
      ModelTrial.config(weights);
      return InputSide.checked(SamModel.of(weights), nameOrFile, inputSide);
    } catch (IllegalArgumentException e) {
      weights.close();
      throw new WeightsException(
          "Model '%s' cannot be used: %s".formatted(nameOrFile, e.getMessage()), e);
    }
  }

  /**
   * What an expert notes of the base model that it was learned on. Reads the whole checkpoint, but
   * for installed models, whose checksum was noted when they were installed.
   *
   * @param nameOrFile as for {@link #open}; of a file its name without the folder is noted
   * @throws WeightsException if there is no such model, or its file cannot be read
   */
  public BaseModelReference reference(String nameOrFile) {
    if (EMBEDDED.equals(nameOrFile)) {
      return new BaseModelReference(EMBEDDED, embeddedChecksum().hex());
    }
    Path file = file(nameOrFile);
    return new ModelInstallation(folder)
        .list().stream()
            .filter(installed -> installed.name().equals(nameOrFile))
            .filter(installed -> installed.bytes() == file.toFile().length())
            .findFirst()
            .map(installed -> new BaseModelReference(installed.name(), installed.sha256()))
            .orElseGet(
                () ->
                    new BaseModelReference(
                        file.getFileName().toString(), Checksum.sha256(file).hex()));
  }

  private static Checksum embeddedChecksum() {
    try (InputStream in = BaseModels.class.getResourceAsStream(RESOURCE)) {
      return Checksum.sha256(in.readAllBytes());
    } catch (IOException e) {
      throw new WeightsException("The embedded model cannot be read from the plugin's jar", e);
    }
  }

  private static StateDict embedded(NDManager manager) {
    try (InputStream in = BaseModels.class.getResourceAsStream(RESOURCE)) {
      return SafeTensors.read(in, RESOURCE, manager);
    } catch (IOException e) {
      throw new WeightsException("The embedded model cannot be read from the plugin's jar", e);
    }
  }

  /** The checkpoint of an installed model, or the path itself. */
  private Path file(String nameOrFile) {
    Path path = Path.of(nameOrFile);
    if (Files.isRegularFile(path)) {
      return path;
    }
    return checkpointIn(folder.resolve(nameOrFile))
        .orElseThrow(
            () ->
                new WeightsException(
                    "Model '%s' is neither a file nor installed; installed are %s"
                        .formatted(nameOrFile, names())));
  }

  private static Optional<Path> checkpointIn(Path model) {
    if (!Files.isDirectory(model)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(model)) {
      return files
          .filter(f -> f.toString().matches(".*\\.(pth|pt|safetensors)"))
          .filter(f -> !f.toString().endsWith(PART))
          .filter(Files::isRegularFile)
          .findFirst();
    } catch (IOException e) {
      throw new WeightsException("Folder '" + model + "' cannot be read: " + e, e);
    }
  }

  /** The embedded model's name, then those of the installed ones in alphabetical order. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of(EMBEDDED);
    }
    try (Stream<Path> models = Files.list(folder)) {
      Stream<String> installed =
          models
              .filter(model -> !model.getFileName().toString().endsWith(PART))
              .filter(model -> !model.getFileName().toString().startsWith("."))
              .filter(model -> checkpointIn(model).isPresent())
              .map(model -> model.getFileName().toString())
              .sorted();
      return Stream.concat(Stream.of(EMBEDDED), installed).toList();
    } catch (IOException e) {
      throw new WeightsException("Folder '" + folder + "' cannot be read: " + e, e);
    }
  }
}
