package io.github.evosam.engine.propagation;

import io.github.evosam.geometry.Prompt;
import java.util.List;

/**
 * What the user says of an object on one slice.
 *
 * @param object its number, from 1
 * @param slice counts from 0
 * @param prompts that show it, image pixels; empty: it is not there
 */
public record Seed(int object, int slice, List<Prompt> prompts) {
  /** Checks the numbers and copies the prompts. */
  public Seed {
    prompts = List.copyOf(prompts);
    if (object < 1 || object > LabelStack.LARGEST_LABEL || slice < 0) {
      throw new IllegalArgumentException(
          "Objects count from 1 to %d and slices from 0, but object %d on slice %d came"
              .formatted(LabelStack.LARGEST_LABEL, object, slice));
    }
  }

  /** Whether the object is said to be not there. */
  public boolean isAbsent() {
    return prompts.isEmpty();
  }
}
