package io.github.evosam.weights;

import ai.djl.ndarray.NDManager;
import io.github.evosam.nn.StateDict;
import java.nio.file.Path;

/** A checkpoint file of any understood format, with its tensors in the official names. */
public final class Checkpoint {
  private Checkpoint() {}

  /**
   * Reads a checkpoint; the format is told by the content, never by the file's name.
   *
   * @param manager whose device the arrays live on
   * @return tensors in official names; the caller's to close
   * @throws WeightsException if the file cannot be used
   */
  public static StateDict read(Path file, NDManager manager) {
    return SafeTensors.read(file, manager);
  }
}
