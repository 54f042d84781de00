package io.github.evosam.imagej.interactive;

import io.github.evosam.imagej.image.StackPosition;
import java.util.Comparator;

/**
 * One plane of one object; an object may lie on many.
 *
 * @param label of the object
 * @param position slice and frame, all channels
 */
public record ObjectPlace(int label, StackPosition position) implements Comparable<ObjectPlace> {
  private static final Comparator<ObjectPlace> ORDER =
      Comparator.comparingInt(ObjectPlace::label)
          .thenComparingInt(place -> place.position().frame())
          .thenComparingInt(place -> place.position().slice());

  /** By label, then plane by plane. */
  @Override
  public int compareTo(ObjectPlace other) {
    return ORDER.compare(this, other);
  }
}
