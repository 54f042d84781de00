package io.github.evosam.engine.learning;

import io.github.evosam.geometry.LabelMap;
import io.github.evosam.learning.MaskMetrics;

/**
 * An image as the base model and an expert saw it when they were judged by it, both without a
 * prompt.
 *
 * @param image with its true objects
 * @param before what the base model found, one label for each object
 * @param after what the expert found
 */
public record TaskComparison(TaskImage image, LabelMap before, LabelMap after) {

  /** Dice of everything that the base model found, 0..1. */
  public double diceBefore() {
    return dice(before);
  }

  /** Dice of everything that the expert found, 0..1. */
  public double diceAfter() {
    return dice(after);
  }

  private double dice(LabelMap found) {
    return MaskMetrics.dice(found.foreground(), image.plane().labels().foreground());
  }
}
