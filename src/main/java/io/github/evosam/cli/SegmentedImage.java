package io.github.evosam.cli;

import io.github.evosam.engine.ChosenExpert;
import io.github.evosam.engine.SegmentedObject;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.Mask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the JSON document of {@code segment} tells of one image.
 *
 * @param image its file
 * @param expert name of the expert in use, or null
 * @param confidence of the matcher in that expert, or null if it did not choose
 * @param objects that were found
 * @param outputs the files that were written, by format
 */
record SegmentedImage(
    String image,
    String expert,
    Double confidence,
    List<Item> objects,
    Map<String, String> outputs) {

  /** One object; {@code plane} counts from 1. */
  record Item(int label, int plane, double[] box, int areaPixels, double predictedIou) {
    static Item of(int label, int plane, SegmentedObject object) {
      Mask mask = object.mask();
      double[] box = mask.boundingBox().map(Item::corners).orElse(new double[0]);
      return new Item(label, plane, box, mask.areaPixels(), object.predictedIou());
    }

    private static double[] corners(BoxPrompt box) {
      return new double[] {box.x0(), box.y0(), box.x1(), box.y1()};
    }
  }

  static SegmentedImage of(
      Path image,
      Optional<ChosenExpert> expert,
      List<Item> objects,
      Map<String, String> outputs) {
    return new SegmentedImage(
        image.toString(),
        expert.map(ChosenExpert::name).orElse(null),
        expert.flatMap(ChosenExpert::confidence).orElse(null),
        objects,
        outputs);
  }

  /** A line for people. */
  String summary() {
    String by = expert == null ? "no expert" : "expert '" + expert + "'";
    String sure = confidence == null ? "" : ", confidence %.2f".formatted(confidence);
    return "%s: %d objects (%s%s)".formatted(image, objects.size(), by, sure);
  }
}
