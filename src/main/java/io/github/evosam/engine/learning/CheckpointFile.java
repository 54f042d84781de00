package io.github.evosam.engine.learning;

import ai.djl.ndarray.NDManager;
import io.github.evosam.DurableFile;
import io.github.evosam.learning.CheckpointStore;
import io.github.evosam.library.BaseModelReference;
import io.github.evosam.nn.StateDict;
import io.github.evosam.weights.SafeTensors;
import io.github.evosam.weights.SafeTensorsWriter;
import io.github.evosam.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the state of learning in a file of the user's folder, named after all that the result
 * depends on: base model, name, settings, images and version of the program. So a run that was
 * interrupted, by a power cut say, goes on when it is started again unchanged, and any other starts
 * anew.
 *
 * @param file made when a state is kept first, gone when the expert is saved
 * @param start what the run started from, kept with each state
 */
record CheckpointFile(Path file, StartTrial start) implements CheckpointStore {
  private static final String FOLDER = "learning";
  private static final String FINISH = "finish-";
  private static final int DIGITS = 16;
  private static final String START = "evosam.start";

  /** The memory of one run of learning. */
  static CheckpointFile of(
      Path home,
      BaseModelReference base,
      TaskDataset task,
      TaskDataset.Split split,
      LearningSettings settings) {
    String run = String.join("\n", base.sha256(), task.name(), settings.toString());
    String id =
        new ImageHash()
            .add(run + '\n' + TrainedTask.version())
            .add(split.training())
            .add(split.validation())
            .hex()
            .substring(0, DIGITS);
    return new CheckpointFile(home.resolve(FOLDER).resolve(id + ".safetensors"), StartTrial.NONE);
  }

  /** The memory of what follows when the expert has been judged. */
  CheckpointFile finish() {
    String name = file.getFileName().toString();
    return new CheckpointFile(file.resolveSibling(FINISH + name), start);
  }

  /** The same memory of a run that started so. */
  CheckpointFile with(StartTrial chosen) {
    return new CheckpointFile(file, chosen);
  }

  /** Whether something of the run is kept. */
  boolean isKept() {
    return Files.exists(file);
  }

  /** What the run that is kept started from; empty if none is kept. */
  Optional<StartTrial> keptStart(NDManager manager) {
    try (StateDict state = new StateDict(manager)) {
      return recall(state)
          ? Optional.of(
              Optional.ofNullable(state.metadata().get(START))
                  .map(StartTrial::parse)
                  .orElse(StartTrial.NONE))
          : Optional.empty();
    }
  }

  @Override
  public boolean recall(StateDict state) {
    if (!isKept()) {
      return false;
    }
    try (StateDict kept = SafeTensors.read(file, state.manager())) {
      List.copyOf(kept.names()).forEach(name -> state.put(name, kept.get(name).duplicate()));
      state.metadata().putAll(kept.metadata());
      return true;
    } catch (WeightsException damaged) {
      return false; // learning anew is all that can be done
    }
  }

  /**
   * Keeps a state.
   *
   * @throws WeightsException if the file cannot be written
   */
  @Override
  public void keep(StateDict state) {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new WeightsException(
          "Folder '%s' cannot be made: %s".formatted(file.getParent(), e.getMessage()), e);
    }
    state.metadata().put(START, start.text());
    new SafeTensorsWriter(false).write(file, state);
  }

  /** Forgets the run, which is done; a file that cannot be deleted does no harm. */
  void forget() {
    try {
      if (Files.isDirectory(file.getParent())) {
        Files.deleteIfExists(file);
        DurableFile.clear(file.getParent(), file.getFileName().toString());
        Files.deleteIfExists(file.getParent());
      }
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
