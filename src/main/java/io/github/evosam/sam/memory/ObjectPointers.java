package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.StateDict;
import java.util.List;

/**
 * Pointers to an object: what the decoder's token of a mask says of it, remembered from slice to
 * slice (official {@code sam2_base.py}). SAM 2.0 does not tell how far away a pointer's slice is.
 *
 * <p>Legend: C channels, K channels of the memory.
 */
final class ObjectPointers {
  private static final String ROOT = "obj_ptr_proj.layers.";
  private static final String TIME = "obj_ptr_tpos_proj";

  private final Mlp projection;
  private final NDArray absent;
  private final Projection time;

  /** Builds the pointers over the parameters {@code obj_ptr_*} and {@code no_obj_ptr}. */
  ObjectPointers(StateDict weights) {
    projection = Mlp.of(weights, Activation::relu, ROOT + "0", ROOT + "1", ROOT + "2");
    absent = weights.get("no_obj_ptr", 1, -1);
    time = weights.has(TIME + ".weight") ? Projection.of(weights, TIME) : null;
  }

  /**
   * The pointer that a mask's token gives.
   *
   * @param token {@code [1, C]}
   * @param present whether the object is there at all
   * @return {@code [1, C]}
   */
  NDArray of(NDArray token, boolean present) {
    return present ? projection.forward(token) : absent.duplicate();
  }

  /**
   * Pointers as tokens of the memory's width; a pointer becomes C / K tokens.
   *
   * @param pointers {@code [1, C]} each
   * @param channels K
   * @return {@code [1, T, K]}
   */
  static NDArray tokens(List<NDArray> pointers, long channels) {
    return NDArrays.concat(new NDList(pointers), 0).reshape(1, -1, channels);
  }

  /**
   * What to add to {@link #tokens} for their distances in time.
   *
   * @param distances of each pointer, in slices, positive for those passed
   * @param most the largest distance that can be
   * @param channels K
   * @return {@code [1, T, K]}
   */
  NDArray places(List<Integer> distances, int most, long channels) {
    int width = (int) absent.size();
    long perPointer = width / channels;
    if (time == null) {
      return absent.getManager().zeros(new Shape(1, distances.size() * perPointer, channels));
    }
    float[] lines = new float[distances.size() * width];
    for (int i = 0; i < distances.size(); i++) {
      float[] line = SinePositions.line((double) distances.get(i) / Math.max(1, most), width);
      System.arraycopy(line, 0, lines, i * width, width);
    }
    NDArray sines = absent.getManager().create(lines, new Shape(distances.size(), width));
    return time.forward(sines).repeat(0, perPointer).expandDims(0);
  }
}
