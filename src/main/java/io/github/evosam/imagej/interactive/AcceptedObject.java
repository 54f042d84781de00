package io.github.evosam.imagej.interactive;

import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.StackPosition;

/**
 * One object of the result, on one plane.
 *
 * @param label its number in the label image, at least 1
 * @param position slice and frame that it lies on, all channels
 * @param mask its pixels, at least one, shared with no other object there
 * @param origin how it has come there
 */
public record AcceptedObject(int label, StackPosition position, Mask mask, Origin origin) {
  /** How an object has come to a plane. */
  public enum Origin {
    /** The user has shown or changed it, and it was not followed from there since. */
    SHOWN,
    /** The user has shown it, and it was followed from there. */
    LEADING,
    /** It was followed there. */
    FOLLOWED
  }

  /** What the user has shown. */
  public AcceptedObject(int label, StackPosition position, Mask mask) {
    this(label, position, mask, Origin.SHOWN);
  }

  /** Checks the number and that there is something. */
  public AcceptedObject {
    if (label < 1 || mask.isEmpty()) {
      throw new IllegalArgumentException(
          "An object has a number from 1 and a pixel, but %d and %s came".formatted(label, mask));
    }
  }

  /** Object and plane. */
  public ObjectPlace place() {
    return new ObjectPlace(label, position);
  }

  /** With pixels that the user has given it. */
  AcceptedObject with(Mask other) {
    return new AcceptedObject(label, position, other);
  }

  AcceptedObject with(Origin other) {
    return new AcceptedObject(label, position, mask, other);
  }
}
