package io.github.evosam.engine.propagation;

import io.github.evosam.geometry.Mask;

/**
 * The way of an object from a slice where it is known.
 *
 * @param object its number
 * @param origin the slice where it is known
 * @param last its mask on the slice reached
 * @param contrast of the object where it is known
 * @param territory of the object
 */
record Path(int object, int origin, Mask last, Contrast contrast, NearestPromptedSlice territory) {
  /** The same way, a slice further. */
  Path reached(Mask mask) {
    return new Path(object, origin, mask, contrast, territory);
  }

  /** Whether this way, and no other of the object's, leads over the slice. */
  boolean owns(int slice) {
    return territory.owner(slice).orElse(-1) == origin;
  }
}
