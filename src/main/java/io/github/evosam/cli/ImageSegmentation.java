package io.github.evosam.cli;

import io.github.evosam.engine.ChosenExpert;
import io.github.evosam.engine.EverythingOptions;
import io.github.evosam.engine.ExpertChoice;
import io.github.evosam.engine.SegmentedObject;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.ImageDocument;
import io.github.evosam.imagej.PromptedObject;
import io.github.evosam.imagej.ResultFormat;
import io.github.evosam.imagej.Selections;
import io.github.evosam.imagej.SliceRange;
import io.github.evosam.imagej.StackPosition;
import io.github.evosam.imagej.StagedFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleConsumer;

/**
 * What {@code segment} does with each image.
 *
 * @param prompts the objects to find, unless there are ROIs
 * @param roi file of ROIs; may be null
 * @param everything clicks along the longer side to find everything where nothing is prompted;
 *     empty: what the expert has learned is found
 * @param expert that is used, of a stack the one that its middle plane calls for
 * @param range the planes to segment
 * @param formats what to write
 * @param output where to
 */
record ImageSegmentation(
    PromptOptions prompts,
    Path roi,
    OptionalInt everything,
    ExpertChoice expert,
    SliceRange range,
    List<ResultFormat> formats,
    Path output) {

  /** One image of the JSON document. */
  record ImageResult(
      String image,
      Optional<String> expert,
      Optional<Double> confidence,
      List<ObjectResult> objects,
      Map<String, String> outputs) {}

  /**
   * One object of the JSON document, as the label image shows it: where objects overlap, the first
   * has the pixel.
   *
   * @param plane counts from 1
   * @param box corners x0, y0, x1, y1; empty if no pixel was found
   */
  record ObjectResult(int label, int plane, double[] box, int areaPixels, double predictedIou) {}

  /**
   * Segments an image and writes its results, all of them or none.
   *
   * @param progress hears of the share done, 0..1
   * @throws io.github.evosam.EvoSamException if the image, the ROIs or the mask cannot be read, or
   *     a result not be written
   * @throws IllegalArgumentException if prompts or planes do not lie in the image, or no expert
   *     fits it where one is needed
   */
  ImageResult run(Path image, Segmenter segmenter, DoubleConsumer progress) {
    ImageDocument document = ImageDocument.open(image, range);
    List<PromptedObject> rois = roi == null ? List.of() : document.prompts(roi);
    Optional<ChosenExpert> chosen = choose(document, segmenter);
    List<LabelMap> labels = new ArrayList<>();
    List<ObjectResult> objects = new ArrayList<>();
    int planes = document.positions().size();
    for (StackPosition position : document.positions()) {
      int done = labels.size();
      List<SegmentedObject> found =
          isUnprompted()
              ? unprompted(document, position, segmenter, p -> progress.accept((done + p) / planes))
              : prompted(image, document, position, segmenter, rois);
      LabelMap map =
          LabelMap.of(document.size(), found.stream().map(SegmentedObject::mask).toList());
      labels.add(map);
      describe(map, labels.size(), found, objects);
      progress.accept((double) labels.size() / planes);
    }
    return new ImageResult(
        image.toString(),
        chosen.map(ChosenExpert::name),
        chosen.flatMap(ChosenExpert::confidence),
        objects,
        write(document, labels));
  }

  private boolean isUnprompted() {
    return roi == null && prompts.isEmpty();
  }

  private Optional<ChosenExpert> choose(ImageDocument document, Segmenter segmenter) {
    Optional<ChosenExpert> chosen = segmenter.use(expert, document::middlePlane);
    if (isUnprompted() && everything.isEmpty() && chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "No expert fits this image; name one by --expert, give a prompt, or use --everything");
    }
    return chosen;
  }

  private List<SegmentedObject> unprompted(
      ImageDocument document, StackPosition position, Segmenter segmenter, DoubleConsumer share) {
    segmenter.setImage(document.plane(position));
    if (everything.isEmpty()) {
      return segmenter.segmentTask();
    }
    EverythingOptions options =
        segmenter.everythingOptions().withPointsPerSide(everything.getAsInt());
    return segmenter.everything(options, Optional.empty(), share, () -> false);
  }

  private List<SegmentedObject> prompted(
      Path image,
      ImageDocument document,
      StackPosition position,
      Segmenter segmenter,
      List<PromptedObject> rois) {
    List<List<Prompt>> objects =
        roi == null
            ? prompts.objects(document.size(), image)
            : Selections.on(position, rois).stream().map(PromptedObject::prompts).toList();
    if (objects.isEmpty()) {
      return List.of();
    }
    segmenter.setImage(document.plane(position));
    return segmenter.segment(objects);
  }

  private static void describe(
      LabelMap map, int plane, List<SegmentedObject> found, List<ObjectResult> objects) {
    Map<Integer, Mask> masks = map.masks();
    for (int label = 1; label <= found.size(); label++) {
      Optional<Mask> mask = Optional.ofNullable(masks.get(label));
      double[] box =
          mask.flatMap(Mask::boundingBox).map(ImageSegmentation::corners).orElse(new double[0]);
      int area = mask.map(Mask::areaPixels).orElse(0);
      double iou = found.get(label - 1).predictedIou();
      objects.add(new ObjectResult(label, plane, box, area, iou));
    }
  }

  private static double[] corners(BoxPrompt box) {
    return new double[] {box.x0(), box.y0(), box.x1(), box.y1()};
  }

  private Map<String, String> write(ImageDocument document, List<LabelMap> labels) {
    Map<String, String> outputs = new LinkedHashMap<>();
    try (StagedFolder stage = StagedFolder.in(output)) {
      for (ResultFormat format : formats) {
        Path file = output.resolve(document.write(format, labels, stage.folder()).getFileName());
        outputs.put(format.name().toLowerCase(Locale.ROOT), file.toString());
      }
      stage.publish();
    }
    return outputs;
  }
}
