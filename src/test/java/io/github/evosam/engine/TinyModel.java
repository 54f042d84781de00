package io.github.evosam.engine;

import ai.djl.ndarray.NDManager;
import io.github.evosam.lab.pretraining.TinyVitBlueprint;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.weights.SafeTensorsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Base models with random weights that are quick to open and run, for tests of what surrounds them.
 */
public final class TinyModel {
  /** Input side of the models, pixels. */
  public static final int INPUT_SIDE = 64;

  private static final TinyVitBlueprint BLUEPRINT =
      new TinyVitBlueprint(List.of(16, 32, 32, 32), List.of(1, 1, 1, 1), List.of(4, 4, 4), 32, 32);

  private static final Path OF_EMBEDDED_KIND =
      Path.of("src/test/resources/fixtures/pyramid_micro.safetensors");

  private TinyModel() {}

  /** Writes the file of a model in MobileSAM's layout into a folder. */
  public static Path write(Path folder, long seed) {
    Path file = folder.resolve("tiny.safetensors");
    try (NDManager manager = NDManager.newBaseManager();
        StateDict weights = BLUEPRINT.initialise(manager, seed)) {
      weights.metadata().put(SamConfig.INPUT_SIDE_KEY, Integer.toString(INPUT_SIDE));
      new SafeTensorsWriter(true).write(file, weights);
    }
    return file;
  }

  /** Writes the file of a model in the embedded one's layout, which finds something everywhere. */
  public static Path writeOfEmbeddedKind(Path folder) {
    try {
      return Files.copy(
          OF_EMBEDDED_KIND,
          Files.createDirectories(folder).resolve("tiny.safetensors"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
