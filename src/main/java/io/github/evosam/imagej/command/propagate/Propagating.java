package io.github.evosam.imagej.command.propagate;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.SegmentedObject;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.engine.propagation.PropagationReport;
import io.github.evosam.engine.propagation.Seed;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.command.ExpertNotice;
import io.github.evosam.imagej.command.ModelRun;
import io.github.evosam.imagej.command.segment.SegmentPrompts;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.roi.PromptedObject;
import io.github.evosam.imagej.stack.PromptedSlices;
import io.github.evosam.imagej.stack.StackSeeds;
import io.github.evosam.imagej.stack.StackTask;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * One run of {@code EvoSAM Propagate} over an image, from its prompts to labels. Shows progress in
 * the status bar; Escape ends it.
 *
 * @param image whose objects are followed; not changed
 * @param settings what to do
 */
record Propagating(ImagePlus image, PropagateSettings settings) {
  static final String TITLE = "EvoSAM Propagate";

  /** Where labels go. */
  @FunctionalInterface
  interface Target {
    /**
     * Opens the labels.
     *
     * @param prompted where objects are shown, this run's seeds included
     */
    LabelStack open(PromptedSlices prompted);
  }

  /**
   * What was done.
   *
   * @param expert that worked; empty if the base model did as it is
   * @param objects number of objects that were followed or found
   */
  record Outcome(Optional<ChosenExpert> expert, int objects) {}

  /**
   * Follows or finds objects.
   *
   * @param earlier what a label image that is corrected says of its prompts; else nothing
   * @param target takes the labels; asked for once all prompts are known and the model is open
   * @throws IllegalArgumentException if settings and image do not go together, no expert fits where
   *     one is needed, or the run was cancelled
   * @throws io.github.evosam.EvoSamException if the model, the device, the expert or a file cannot
   *     be used
   */
  Outcome run(PromptedSlices earlier, Target target) {
    StackTask task =
        new StackTask(
            image, SliceRange.parse(settings.what().slices()), settings.what().normalisation());
    List<Seed> seeds = seeds();
    return ModelRun.with(
        settings.what().onDevice(), segmenter -> run(segmenter, task, seeds, earlier, target));
  }

  private Outcome run(
      Segmenter segmenter,
      StackTask task,
      List<Seed> seeds,
      PromptedSlices earlier,
      Target target) {
    Optional<ChosenExpert> expert = expert(segmenter, task);
    if (!isSearched() && segmenter.followsByMemory()) {
      IJ.log(TITLE + ": objects are followed by the memory of " + segmenter.modelName());
    }
    StackTask.Following following =
        new StackTask.Following(
            seeds,
            PromptedSlices.parse(earlier.toString()).planes(),
            settings.way().rule(),
            settings.way().where());
    earlier.note(seeds);
    LabelStack labels = target.open(earlier);
    int objects =
        isSearched()
            ? task.link(
                segmenter,
                (open, progress) -> search(open, expert, progress),
                labels,
                Propagating::progress)
            : followed(task.follow(segmenter, following, labels, Propagating::progress));
    return new Outcome(expert, objects);
  }

  private SegmentationRequest request() {
    return settings.what().request();
  }

  private boolean isSearched() {
    return !settings.what().isPrompted() && !settings.correction().isAsked();
  }

  private List<Seed> seeds() {
    PropagateSettings.Correction correction = settings.correction();
    int current = StackPosition.current(image).planeIn(image) - 1;
    if (correction.absent()) {
      return List.of(new Seed(correction.object(), current, List.of()));
    }
    List<PromptedObject> objects = new SegmentPrompts(image, settings.what()).objects();
    return correction.isAsked()
        ? StackSeeds.ofOne(correction.object(), objects, image, current)
        : StackSeeds.of(objects, image, current);
  }

  private Optional<ChosenExpert> expert(Segmenter segmenter, StackTask task) {
    Optional<ChosenExpert> chosen = segmenter.use(request().expert(), task::example);
    if (isSearched()) {
      request().requireFitting(chosen, segmenter, "'" + image.getTitle() + "'");
    }
    ExpertNotice.log(TITLE, image, segmenter, request().expert(), chosen);
    return chosen;
  }

  private List<SegmentedObject> search(
      Segmenter segmenter, Optional<ChosenExpert> expert, DoubleConsumer progress) {
    Optional<Mask> region = new SegmentPrompts(image, settings.what()).region();
    return request().find(segmenter, expert, region, progress, () -> false);
  }

  private static int followed(PropagationReport report) {
    PathEnds.sentences(report.ends()).forEach(line -> IJ.log(TITLE + ": " + line));
    return report.objects().size();
  }

  private static void progress(double share) {
    IJ.showProgress(share);
    if (IJ.escapePressed()) {
      throw new IllegalArgumentException(
          "Cancelled after %d %% of the slices".formatted(Math.round(100 * share)));
    }
  }
}
