package io.github.evosam.imagej.roi;

import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.StackPosition;
import java.util.List;

/**
 * One object that a user has shown by a selection.
 *
 * @param name the ROI's name, empty if it has none
 * @param position the slice and frame it was drawn on, or everywhere; all channels
 * @param prompts what shows the object, in image pixels; at least one
 */
public record PromptedObject(String name, StackPosition position, List<Prompt> prompts) {
  /** Copies the prompts. */
  public PromptedObject {
    prompts = List.copyOf(prompts);
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException("An object needs at least one prompt");
    }
  }
}
