package io.github.evosam.imagej.command.propagate;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.engine.Interruption;
import io.github.evosam.engine.NearestExpert;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.engine.propagation.PropagationReport;
import io.github.evosam.engine.propagation.Seed;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.command.ExpertNotice;
import io.github.evosam.imagej.command.Quitting;
import io.github.evosam.imagej.command.segment.SegmentPrompts;
import io.github.evosam.imagej.image.ChannelChoice;
import io.github.evosam.imagej.image.Normalisation;
import io.github.evosam.imagej.image.PlaneOptions;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.roi.PromptedObject;
import io.github.evosam.imagej.stack.PromptedSlices;
import io.github.evosam.imagej.stack.StackSeeds;
import io.github.evosam.imagej.stack.StackTask;
import java.util.List;
import java.util.Optional;

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
    IJ.resetEscape(); // it may have been pressed long before
    StackTask task =
        new StackTask(image, SliceRange.parse(settings.what().slices()), planeOptions());
    List<Seed> seeds = seeds();
    try (Interruption quitting = Quitting.guard();
        Segmenter segmenter =
            Segmenter.open(
                BaseModels.ofUser(), settings.what().model(), settings.what().device())) {
      IJ.showStatus("EvoSAM: %s on %s".formatted(segmenter.modelName(), segmenter.device()));
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
              ? task.link(segmenter, search(expert.isPresent()), labels, Propagating::progress)
              : followed(task.follow(segmenter, following, labels, Propagating::progress));
      return new Outcome(expert, objects);
    } finally {
      IJ.showProgress(1.0);
    }
  }

  private PlaneOptions planeOptions() {
    boolean display = settings.what().range().equals("display");
    return new PlaneOptions(
        ChannelChoice.CURRENT, display ? Normalisation.DISPLAY : Normalisation.PERCENTILES);
  }

  private boolean isSearched() {
    return settings.what().isSearched() && !settings.correction().isAsked();
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
    ExpertChoice choice = settings.what().expertChoice();
    Optional<ChosenExpert> chosen = segmenter.use(choice, task::example);
    ExpertNotice.log(TITLE, image, segmenter, choice, chosen);
    if (isSearched() && settings.what().isUnprompted() && chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "prompts=none finds what an expert has learned, but none fits '%s'%s; name one by expert=NAME, draw a selection, or use prompts=everything"
              .formatted(image.getTitle(), NearestExpert.mention(segmenter, choice)));
    }
    return chosen;
  }

  private StackTask.Search search(boolean hasExpert) {
    Optional<Mask> region = new SegmentPrompts(image, settings.what()).region();
    return settings.what().isSearchedByTask(hasExpert)
        ? (segmenter, progress) -> segmenter.segmentTask(region, progress, () -> false)
        : (segmenter, progress) ->
            segmenter.everything(segmenter.everythingOptions(), region, progress, () -> false);
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
