package io.github.evosam.engine.propagation;

import java.util.ArrayList;
import java.util.List;

/**
 * How planes lie in z and time: plane {@code z + t · slices}, all counted from 0.
 *
 * @param slices of each frame, at least 1
 * @param frames at least 1
 */
public record SliceGrid(int slices, int frames) {
  /** Checks the numbers. */
  public SliceGrid {
    if (slices < 1 || frames < 1) {
      throw new IllegalArgumentException(
          "A stack has at least one slice and frame, but %d and %d came".formatted(slices, frames));
    }
  }

  /** The planes right before a plane, in z and in time. */
  List<Integer> before(int plane) {
    List<Integer> before = new ArrayList<>();
    if (plane % slices > 0) {
      before.add(plane - 1);
    }
    if (plane >= slices) {
      before.add(plane - slices);
    }
    return before;
  }
}
