package io.github.evosam.engine.learning;

import io.github.evosam.geometry.LabelledPlane;
import java.util.Objects;

/**
 * An image with its objects.
 *
 * @param name by which messages call it
 * @param plane image and objects
 */
public record TaskImage(String name, LabelledPlane plane) {
  /** Checks that both are there. */
  public TaskImage {
    Objects.requireNonNull(name);
    Objects.requireNonNull(plane);
  }
}
