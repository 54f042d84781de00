package io.github.evosam.imagej.image;

import ij.ImagePlus;
import io.github.evosam.geometry.Plane;
import java.util.List;

/** The plane that an image shows. */
public final class CurrentPlane {
  private CurrentPlane() {}

  public static Plane of(ImagePlus image) {
    StackPosition current = StackPosition.current(image);
    return PlaneSource.of(image, List.of(current), Normalisation.PERCENTILES).plane(current);
  }
}
