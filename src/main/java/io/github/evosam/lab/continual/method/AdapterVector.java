package io.github.evosam.lab.continual.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.github.evosam.nn.StateDict;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All P parameters of an adapter in a row, {@code [P]}: its tensors in alphabetical order of their
 * names, so that rows of a trained adapter and of one from a file go together.
 */
public final class AdapterVector {
  private AdapterVector() {}

  /** The names of the tensors in the order of the row. */
  static SortedSet<String> names(StateDict parameters) {
    return new TreeSet<>(parameters.names());
  }

  /** P. */
  static int length(StateDict parameters) {
    return Math.toIntExact(
        parameters.names().stream().mapToLong(name -> parameters.shape(name).size()).sum());
  }

  /** The row, with the parameters' gradient. */
  static NDArray of(StateDict parameters) {
    NDList parts = new NDList();
    names(parameters).forEach(name -> parts.add(parameters.get(name).flatten()));
    return NDArrays.concat(parts, 0);
  }

  /** The values of the row. */
  public static float[] values(StateDict parameters) {
    float[] values = new float[length(parameters)];
    int p = 0;
    for (String name : names(parameters)) {
      float[] part = parameters.get(name).toFloatArray();
      System.arraycopy(part, 0, values, p, part.length);
      p += part.length;
    }
    return values;
  }
}
