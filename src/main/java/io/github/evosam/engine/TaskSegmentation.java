package io.github.evosam.engine;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.sam.TaskPredictor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds all objects of a learned task in an image, without a prompt.
 *
 * @param predictor of the task
 * @param minAreaPixels connected parts of fewer pixels are dropped
 */
record TaskSegmentation(TaskPredictor predictor, int minAreaPixels) {
  /** Drops specks of noise; the thinnest vessels are larger. */
  static final int MIN_AREA_PIXELS = 10;

  /**
   * The connected parts of what belongs to the task, in row order. The predicted quality of each is
   * the mean probability of its pixels.
   *
   * @param region what lies outside is cut off; empty for the whole image
   * @throws IllegalArgumentException if the region has another size than the plane
   */
  List<SegmentedObject> objects(Plane plane, Optional<Mask> region) {
    float[] logits = predictor.logits(plane);
    Mask found = Mask.above(plane.size(), logits, 0);
    Mask all = region.map(found::cutTo).orElse(found);
    List<SegmentedObject> objects = new ArrayList<>();
    for (Mask part : LabelMap.components(all).masks().values()) {
      if (part.areaPixels() >= minAreaPixels) {
        objects.add(new SegmentedObject(part, meanProbability(part, logits)));
      }
    }
    return objects;
  }

  private static double meanProbability(Mask part, float[] logits) {
    return part.toBitSet().stream()
        .mapToDouble(i -> 1 / (1 + Math.exp(-logits[i])))
        .average()
        .orElseThrow();
  }

  /** All objects in one mask. */
  static Mask union(ImageSize size, List<SegmentedObject> objects) {
    BitSet all = new BitSet();
    objects.forEach(object -> all.or(object.mask().toBitSet()));
    return Mask.of(size, all);
  }
}
