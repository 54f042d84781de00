package io.github.evosam.learning;

import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Plane;

/**
 * One image with the objects it shows.
 *
 * @param plane the image
 * @param labels its objects, same size
 */
public record Sample(Plane plane, LabelMap labels) {
  /** Checks that image and labels have the same size. */
  public Sample {
    if (!plane.size().equals(labels.size())) {
      throw new IllegalArgumentException(
          "An image of %s cannot have labels of %s".formatted(plane.size(), labels.size()));
    }
  }
}
