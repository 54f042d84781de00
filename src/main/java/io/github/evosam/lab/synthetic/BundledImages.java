package io.github.evosam.lab.synthetic;

import io.github.evosam.geometry.LabelledPlane;
import java.util.List;

/** Use case: the procedural images that come with the project, by name. */
public final class BundledImages {
  private BundledImages() {}

  /** Fluorescent nuclei, one plane. */
  public static List<LabelledPlane> nuclei() {
    return List.of(TestImages.nuclei());
  }

  /** An eye ground with vessels, one colour plane. */
  public static List<LabelledPlane> vessels() {
    return List.of(TestImages.vessels());
  }

  /** Cells and membranes, twelve slices. */
  public static List<LabelledPlane> membranes() {
    return TestImages.membranes();
  }
}
