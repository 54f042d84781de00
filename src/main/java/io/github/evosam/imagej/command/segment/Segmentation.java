package io.github.evosam.imagej.command.segment;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSource;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.command.ExpertNotice;
import io.github.evosam.imagej.command.ModelRun;
import io.github.evosam.imagej.image.PlaneSource;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.roi.PromptedObject;
import io.github.evosam.imagej.roi.Selections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run of {@code EvoSAM Segment} over an image: from its selection, the ROI Manager or nothing
 * to label maps. Of a stack the middle one of its planes decides which expert works. Shows progress
 * in the status bar; Escape ends it.
 *
 * @param image segmented, not changed
 * @param settings what to do
 */
record Segmentation(ImagePlus image, SegmentSettings settings) {

  /**
   * Segments the planes asked for.
   *
   * @throws IllegalArgumentException if settings and image do not go together, or no expert fits
   *     where one is needed
   * @throws io.github.evosam.EvoSamException if the model, the device or the expert cannot be used
   */
  SegmentationResult run() {
    List<StackPosition> positions = positions();
    List<PromptedObject> objects = new SegmentPrompts(image, settings).objects();
    Function<StackPosition, PixelSource> planes = planes(positions);
    return ModelRun.with(
        settings.onDevice(), segmenter -> run(segmenter, positions, objects, planes));
  }

  private SegmentationResult run(
      Segmenter segmenter,
      List<StackPosition> positions,
      List<PromptedObject> objects,
      Function<StackPosition, PixelSource> planes) {
    Optional<ChosenExpert> expert =
        expert(segmenter, () -> planes.apply(positions.get(positions.size() / 2)));
    if (positions.size() > 1 && settings.isPrompted() && segmenter.followsByMemory()) {
      IJ.log(
          "EvoSAM Segment: each slice is segmented by itself; EvoSAM Propagate follows objects through the stack by the memory of "
              + segmenter.modelName());
    }
    List<LabelMap> labels = new ArrayList<>();
    try {
      for (StackPosition position : positions) {
        List<List<Prompt>> prompts =
            Selections.on(position, objects).stream().map(PromptedObject::prompts).toList();
        LabelMap found = labels(segmenter, expert, planes.apply(position), prompts);
        if (IJ.escapePressed()) { // what is there may be a part of what was asked for
          throw new CancellationException();
        }
        labels.add(found);
        IJ.showProgress(labels.size(), positions.size());
      }
    } catch (CancellationException e) {
      throw new IllegalArgumentException(
          "Cancelled after %d of %d slices, so there are no results"
              .formatted(labels.size(), positions.size()),
          e);
    }
    return new SegmentationResult(image, positions, labels, expert);
  }

  private List<StackPosition> positions() {
    return settings.slices().equals("current")
        ? List.of(StackPosition.current(image))
        : SliceRange.parse(settings.slices()).positions(image);
  }

  /** The planes; a single one is the same each time, so that it passes the trunk once. */
  private Function<StackPosition, PixelSource> planes(List<StackPosition> positions) {
    PlaneSource source = PlaneSource.of(image, positions, settings.normalisation());
    if (positions.size() > 1) {
      return source::pixels;
    }
    PixelSource only = source.pixels(positions.get(0));
    return position -> only;
  }

  private Optional<ChosenExpert> expert(Segmenter segmenter, Supplier<PixelSource> example) {
    SegmentationRequest request = settings.request();
    Optional<ChosenExpert> chosen = segmenter.use(request.expert(), example);
    request.requireFitting(chosen, segmenter, "'" + image.getTitle() + "'");
    ExpertNotice.log(SegmentCommand.TITLE, image, segmenter, request.expert(), chosen);
    return chosen;
  }

  private LabelMap labels(
      Segmenter segmenter,
      Optional<ChosenExpert> expert,
      PixelSource plane,
      List<List<Prompt>> prompts) {
    List<SegmentedObject> found = List.of();
    if (!settings.isPrompted()) {
      segmenter.setImage(plane);
      Optional<Mask> region = new SegmentPrompts(image, settings).region();
      found =
          settings.request().find(segmenter, expert, region, IJ::showProgress, IJ::escapePressed);
    } else if (!prompts.isEmpty()) {
      segmenter.setImage(plane);
      found = segmenter.segment(prompts);
    }
    return LabelMap.of(plane.size(), found.stream().map(SegmentedObject::mask).toList());
  }
}
