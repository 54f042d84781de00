package io.github.evosam.engine.propagation;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.geometry.Prompt;
import java.util.List;

/**
 * A model's own memory of objects in a stack: what it has seen of an object on all slices so far
 * shows it where the object is on the next. Objects are known by their numbers.
 */
public interface SliceMemory {
  /**
   * Shows an object on a slice and remembers it.
   *
   * @param slice counts from 0
   * @param prompts image pixels
   * @throws IllegalArgumentException if a point or a whole box lies outside the image or prompts do
   *     not go together
   */
  SegmentedObject show(int object, int slice, List<Prompt> prompts);

  /**
   * What has become of an object that was shown, and remembers it. Slices are asked for one after
   * the other in the direction of the way.
   *
   * @param slice counts from 0
   * @param upwards whether the way leads to higher slices
   * @return the mask may be empty
   */
  SegmentedObject follow(int object, int slice, boolean upwards);

  /** Forgets all objects. */
  void forget();
}
