package io.github.evosam.cli;

import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.batch.SegmentedImage;
import io.github.evosam.imagej.batch.SegmentedImage.PlaneObjects;
import io.github.evosam.imagej.result.ResultFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One image of the JSON document.
 *
 * @param image its file
 * @param outputs file of each format
 * @param warnings what a user should know of how the image was read
 */
record ImageResult(
    String image,
    Optional<String> expert,
    Optional<Double> confidence,
    List<ObjectResult> objects,
    Map<String, String> outputs,
    List<String> warnings) {

  /**
   * One object of the JSON document, as the label image shows it: where objects overlap, the first
   * has the pixel, and one without any is not there.
   *
   * @param label number of the object in the label image: of prompted objects that of the prompt
   * @param plane counts from 1
   * @param box corners x0, y0, x1, y1
   */
  record ObjectResult(int label, int plane, double[] box, int areaPixels, double predictedIou) {}

  /** Describes what was found and written. */
  static ImageResult of(String image, SegmentedImage found, Map<ResultFormat, Path> files) {
    List<ObjectResult> objects = new ArrayList<>();
    for (int plane = 1; plane <= found.planes().size(); plane++) {
      describe(found.planes().get(plane - 1), plane, objects);
    }
    Map<String, String> outputs = new LinkedHashMap<>();
    files.forEach(
        (format, file) -> outputs.put(format.name().toLowerCase(Locale.ROOT), file.toString()));
    return new ImageResult(
        image,
        found.expert().map(ChosenExpert::name),
        found.expert().flatMap(ChosenExpert::confidence),
        objects,
        outputs,
        found.notes());
  }

  private static void describe(PlaneObjects found, int plane, List<ObjectResult> objects) {
    Map<Integer, Mask> masks = found.labels().masks();
    masks.forEach(
        (label, mask) ->
            objects.add(
                new ObjectResult(
                    label,
                    plane,
                    corners(mask.boundingBox().orElseThrow()),
                    mask.areaPixels(),
                    found.predictedIou().get(label - 1))));
  }

  private static double[] corners(BoxPrompt box) {
    return new double[] {box.x0(), box.y0(), box.x1(), box.y1()};
  }
}
