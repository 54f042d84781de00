package io.github.evosam.imagej.evaluation;

import ij.ImagePlus;
import io.github.evosam.engine.evaluation.ResultScores;
import io.github.evosam.engine.evaluation.Tolerance;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.PixelSize;
import io.github.evosam.imagej.image.LabelReading;
import io.github.evosam.imagej.image.SliceRange;
import java.util.List;

/** Compares label images, masks or stacks of them. */
public final class LabelComparison {
  private LabelComparison() {}

  /**
   * Scores a result, plane by plane in {@link SliceRange}'s order.
   *
   * @param result labels, or a mask
   * @param truth the same of what is true
   * @throws IllegalArgumentException if one is no label image, or the two differ in width, height,
   *     number of planes or calibration; the message names both
   */
  public static ResultScores of(ImagePlus result, ImagePlus truth, Tolerance tolerance) {
    if (result.getWidth() != truth.getWidth() || result.getHeight() != truth.getHeight()) {
      throw new IllegalArgumentException(
          "'%s' has %d x %d pixels, but its truth '%s' has %d x %d; give images of the same size"
              .formatted(
                  result.getTitle(),
                  result.getWidth(),
                  result.getHeight(),
                  truth.getTitle(),
                  truth.getWidth(),
                  truth.getHeight()));
    }
    PixelSize pixels = PixelSizes.shared(result, truth);
    List<LabelMap> found = planes(result);
    List<LabelMap> expected = planes(truth);
    if (found.size() != expected.size()) {
      throw new IllegalArgumentException(
          "'%s' has %d planes, but its truth '%s' has %d; give one true plane for each"
              .formatted(result.getTitle(), found.size(), truth.getTitle(), expected.size()));
    }
    return ResultScores.of(found, expected, pixels, tolerance);
  }

  private static List<LabelMap> planes(ImagePlus image) {
    return SliceRange.ALL.positions(image).stream()
        .map(position -> LabelReading.labels(image, position))
        .toList();
  }
}
