package io.github.evosam.engine;

import ai.djl.ndarray.NDManager;
import io.github.evosam.lab.pretraining.Blueprint;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.weights.SafeTensorsWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * A base model with random weights that is quick to open and run, for tests of what surrounds it.
 */
public final class TinyModel {
  /** Input side of the model, pixels. */
  public static final int INPUT_SIDE = 64;

  private static final Blueprint BLUEPRINT =
      new Blueprint(List.of(16, 32, 32, 32), List.of(1, 1, 1, 1), List.of(4, 4, 4), 32, 32);

  private TinyModel() {}

  /** Writes the model's file into a folder. */
  public static Path write(Path folder, long seed) {
    Path file = folder.resolve("tiny.safetensors");
    try (NDManager manager = NDManager.newBaseManager();
        StateDict weights = BLUEPRINT.initialise(manager, seed)) {
      weights.metadata().put(SamConfig.INPUT_SIDE_KEY, Integer.toString(INPUT_SIDE));
      new SafeTensorsWriter(true).write(file, weights);
    }
    return file;
  }
}
