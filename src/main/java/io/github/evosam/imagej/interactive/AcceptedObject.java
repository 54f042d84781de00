package io.github.evosam.imagej.interactive;

import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.StackPosition;

/**
 * One object of the result.
 *
 * @param label its number in the label image, at least 1
 * @param position slice and frame that it lies on, all channels
 * @param mask its pixels, at least one, shared with no other object there
 */
public record AcceptedObject(int label, StackPosition position, Mask mask) {
  /** Checks the number and that there is something. */
  public AcceptedObject {
    if (label < 1 || mask.isEmpty()) {
      throw new IllegalArgumentException(
          "An object has a number from 1 and a pixel, but %d and %s came".formatted(label, mask));
    }
  }

  AcceptedObject with(Mask other) {
    return new AcceptedObject(label, position, other);
  }
}
