package io.github.evosam.engine;

import ai.djl.ndarray.NDManager;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.SamModel;
import io.github.evosam.weights.Checkpoint;
import io.github.evosam.weights.SafeTensors;
import io.github.evosam.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The base models a user can choose from: the embedded one, those installed in the user's folder, and any
 * checkpoint file.
 *
 * @param folder of the installed models, {@code models/} of the user's folder
 */
public record BaseModels(Path folder) {
  /** Name of the model that ships inside the jar. */
  public static final String EMBEDDED = "evosam-tiny";

  private static final String RESOURCE = "evosam-tiny.safetensors";

  /** The models of {@link EvoSamHome}. */
  public static BaseModels ofUser() {
    return new BaseModels(EvoSamHome.resolve().resolve("models"));
  }

  /**
   * Opens a model for inference.
   *
   * @param nameOrFile {@value #EMBEDDED}, the name of an installed model, or a checkpoint's path
   * @throws WeightsException if there is no such model, or its file cannot be used
   */
  public SamModel open(String nameOrFile, ComputeDevice device) {
    NDManager manager = device.newManager();
    try {
      return SamModel.of(read(nameOrFile, manager), manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private StateDict read(String nameOrFile, NDManager manager) {
    return EMBEDDED.equals(nameOrFile)
        ? embedded(manager)
        : Checkpoint.read(file(nameOrFile), manager);
  }

  private static StateDict embedded(NDManager manager) {
    try (InputStream in = BaseModels.class.getResourceAsStream(RESOURCE)) {
      return SafeTensors.read(in, RESOURCE, manager);
    } catch (IOException e) {
      throw new WeightsException("The embedded model could not be read from the plugin's jar", e);
    }
  }

  /** The file of an installed model, or the path itself. */
  private Path file(String nameOrFile) {
    Path installed = folder.resolve(nameOrFile);
    if (!Files.isDirectory(installed)) {
      Path path = Path.of(nameOrFile);
      if (Files.isRegularFile(path)) {
        return path;
      }
      throw new WeightsException(
          "Model '%s' is neither installed in %s nor a file; see 'models list'"
              .formatted(nameOrFile, folder));
    }
    return InstalledModel.of(installed).file();
  }
}
