package io.github.evosam.engine.evaluation;

import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.PixelSize;
import java.util.ArrayList;
import java.util.List;

/**
 * How well the result of one image, or stack, agrees with the truth.
 *
 * @param pixels whose unit the distances have
 * @param tolerance of the surface Dice, in that unit
 * @param planes the scores of each plane, in order; at least one
 */
public record ResultScores(PixelSize pixels, double tolerance, List<PlaneScores> planes) {
  /** Freezes the list. */
  public ResultScores {
    planes = List.copyOf(planes);
  }

  /**
   * Compares two images, plane by plane. An image whose pixels have one value besides 0 is a mask:
   * the connected parts (8 neighbours) of each of its planes are its objects.
   *
   * @param found labels of the result, 0 background
   * @param truth true labels of as many planes of the same size
   * @throws IllegalArgumentException if there is no plane, or numbers of planes or sizes differ
   */
  public static ResultScores of(
      List<LabelMap> found, List<LabelMap> truth, PixelSize pixels, Tolerance tolerance) {
    if (found.isEmpty() || found.size() != truth.size()) {
      throw new IllegalArgumentException(
          "Results are compared plane by plane, but %d and %d planes came"
              .formatted(found.size(), truth.size()));
    }
    List<LabelMap> foundObjects = objects(found);
    List<LabelMap> trueObjects = objects(truth);
    double distance = tolerance.in(pixels);
    List<PlaneScores> planes = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      planes.add(PlaneScores.of(foundObjects.get(i), trueObjects.get(i), pixels, distance));
    }
    return new ResultScores(pixels, distance, planes);
  }

  private static List<LabelMap> objects(List<LabelMap> planes) {
    return isMask(planes)
        ? planes.stream().map(plane -> LabelMap.components(plane.foreground())).toList()
        : planes;
  }

  private static boolean isMask(List<LabelMap> planes) {
    int only = planes.stream().mapToInt(LabelMap::maxLabel).max().orElse(0);
    for (LabelMap plane : planes) {
      for (int label : plane.toArray()) {
        if (label != 0 && label != only) {
          return false;
        }
      }
    }
    return true;
  }
}
