package io.github.evosam.engine.everything;

import io.github.evosam.geometry.Mask;
import io.github.evosam.sam.task.ObjectMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Every object of an image in one pass, for a model that tells where objects lie and how deep
 * inside them each pixel: the time does not grow with the number of objects.
 *
 * @param options the areas count
 */
record ObjectMapSegmentation(EverythingOptions options) {
  /** Least height of the middle of an object above the saddle to the next. */
  private static final double LEAST_HEIGHT = 0.1;

  /**
   * The objects.
   *
   * @param region only this part; empty for the whole image
   * @return objects that do not overlap, surest first: by the mean probability of their pixels
   */
  List<SegmentedObject> of(ObjectMap map, Optional<Mask> region) {
    Mask found = Mask.above(map.size(), map.logits(), 0);
    Mask foreground = region.map(found::cutTo).orElse(found);
    List<SegmentedObject> objects = new ArrayList<>();
    for (Mask mask : new DepthWatershed(map.size(), map.depth(), LEAST_HEIGHT).split(foreground)) {
      Mask clean = SmallRegions.clean(mask, options.minAreaPixels()).cutTo(foreground);
      boolean isObject = clean.areaPixels() <= options.maxAreaShare() * map.size().area();
      if (isObject && clean.areaPixels() >= Math.max(1, options.minAreaPixels())) {
        objects.add(new SegmentedObject(clean, probability(clean, map.logits())));
      }
    }
    objects.sort(Comparator.comparingDouble(SegmentedObject::predictedIou).reversed());
    return objects;
  }

  private static double probability(Mask mask, float[] logits) {
    return mask.toBitSet().stream()
        .mapToDouble(i -> 1 / (1 + Math.exp(-logits[i])))
        .average()
        .orElseThrow();
  }
}
