package io.github.evosam.geometry;

/**
 * A plane and its objects.
 *
 * @param plane float32 {@code [3, H, W]}, 0..255
 * @param labels 0 background, otherwise object numbers; of the plane's size
 */
public record LabelledPlane(Plane plane, LabelMap labels) {
  /** Checks that both have one size. */
  public LabelledPlane {
    if (!plane.size().equals(labels.size())) {
      throw new IllegalArgumentException(
          "Labels of %s do not fit a plane of %s".formatted(labels.size(), plane.size()));
    }
  }

  /** A rectangle of both, see {@link Plane#crop} and {@link LabelMap#crop}. */
  public LabelledPlane crop(int x, int y, ImageSize region) {
    return new LabelledPlane(plane.crop(x, y, region), labels.crop(x, y, region));
  }
}
