package io.github.evosam.imagej.batch;

import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.result.ImageDocument;
import java.util.List;
import java.util.Optional;

/**
 * An image and the objects found in it.
 *
 * @param image the image
 * @param expert that found them; empty if the base model did as it is
 * @param planes what was found on each of the image's planes of interest
 */
public record SegmentedImage(
    ImageDocument image, Optional<ChosenExpert> expert, List<PlaneObjects> planes) {

  /**
   * The objects of a plane.
   *
   * @param labels the objects numbered from 1; where two overlap, the first has the pixel
   * @param predictedIou the model's estimate of each object's quality, by its number less 1
   */
  public record PlaneObjects(LabelMap labels, List<Double> predictedIou) {
    /** Numbers the objects in their order. */
    static PlaneObjects of(ImageDocument image, List<SegmentedObject> found) {
      return new PlaneObjects(
          LabelMap.of(image.size(), found.stream().map(SegmentedObject::mask).toList()),
          found.stream().map(SegmentedObject::predictedIou).toList());
    }
  }

  /** Freezes the list. */
  public SegmentedImage {
    planes = List.copyOf(planes);
  }

  /** The label map of each plane. */
  public List<LabelMap> labels() {
    return planes.stream().map(PlaneObjects::labels).toList();
  }

  /** Number of objects that have a pixel, of all planes. */
  public int objects() {
    return labels().stream().mapToInt(map -> map.masks().size()).sum();
  }
}
