package io.github.evosam.imagej.batch;

import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.image.StackPosition;
import java.util.List;

/** What shows the objects of an image, plane by plane. */
@FunctionalInterface
public interface PlanePrompts {
  /** The prompts of each object on a plane, image pixels; none if there is no object. */
  List<List<Prompt>> on(StackPosition plane);
}
