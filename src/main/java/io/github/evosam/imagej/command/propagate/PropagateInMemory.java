package io.github.evosam.imagej.command.propagate;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.github.evosam.imagej.command.RoiManagers;
import io.github.evosam.imagej.command.segment.SegmentationResult;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ObjectRois;
import io.github.evosam.imagej.stack.LabelStackImage;
import io.github.evosam.imagej.stack.PendingLabels;
import io.github.evosam.imagej.stack.PromptedSlices;
import io.github.evosam.imagej.stack.StackObjects;
import io.github.evosam.imagej.stack.StackRois;
import io.github.evosam.imagej.ui.session.LabelWindow;
import java.util.ArrayList;
import java.util.List;

/** Results as an open label image, in the ROI Manager, as overlay and in the table. */
record PropagateInMemory(PropagateSettings settings) implements PropagateOutputs {

  @Override
  public Result run(Propagating work) {
    return settings.correction().isAsked() ? corrected(work) : fresh(work);
  }

  private Result fresh(Propagating work) {
    SegmentationResult.retireEarlier(work.image());
    LabelStackImage labels = LabelStackImage.of(work.image());
    Propagating.Outcome outcome =
        work.run(
            new PromptedSlices(),
            prompted -> {
              prompted.writeTo(labels.image());
              return labels;
            });
    show(work.image(), labels);
    if (settings.what().labels()) {
      LabelWindow.show(labels.image(), work.image());
    }
    return new Result(
        settings.what().labels() ? labels.image() : null, outcome.objects(), outcome.expert());
  }

  /** Changes the label image that is there, once everything has gone well. */
  private Result corrected(Propagating work) {
    LabelStackImage labels = earlier(work.image());
    PromptedSlices prompted = PromptedSlices.of(labels.image());
    prompted.requireKnown(settings.correction().object(), labels.image().getTitle());
    PendingLabels pending = new PendingLabels(labels);
    Propagating.Outcome outcome = work.run(prompted, all -> pending);
    pending.commit();
    prompted.writeTo(labels.image());
    show(work.image(), labels);
    return new Result(labels.image(), outcome.objects(), outcome.expert());
  }

  private LabelStackImage earlier(ImagePlus image) {
    String asked = settings.correction().labelimage();
    String title = asked.isEmpty() ? ImageTitle.of(image, "labels") : asked;
    ImagePlus labels = WindowManager.getImage(title);
    if (labels == null) {
      throw new IllegalArgumentException(
          "There is no label image '%s' to correct object %d in; propagate first, or name it by labelimage=TITLE"
              .formatted(title, settings.correction().object()));
    }
    if (labels.getWidth() != image.getWidth()
        || labels.getHeight() != image.getHeight()
        || labels.getStackSize() != image.getNSlices() * image.getNFrames()) {
      throw new IllegalArgumentException(
          "The label image '%s' is no result of EvoSAM Propagate on '%s': the sizes of the stacks differ"
              .formatted(title, image.getTitle()));
    }
    return new LabelStackImage(labels);
  }

  private void show(ImagePlus image, LabelStackImage labels) {
    StackObjects objects = StackObjects.of(labels);
    labels.show(objects.largest());
    if (settings.what().rois() || settings.what().overlay()) {
      List<Roi> rois = new ArrayList<>();
      StackRois.of(labels, image, labels.image().getTitle()).forEach(rois::add);
      if (settings.what().rois()) {
        manage(rois, labels.image().getTitle());
      }
      if (settings.what().overlay()) {
        ObjectRois.draw(rois, image, SliceRange.ALL.positions(image));
      }
    }
    if (settings.what().table()) {
      objects.appendTo(ResultsTable.getResultsTable(), image);
      ResultsTable.getResultsTable().show("Results");
    }
  }

  /**
   * Corrected objects must not keep the ROIs that they had, so all of the label image are renewed.
   */
  private void manage(List<Roi> rois, String labelTitle) {
    if (settings.correction().isAsked()) {
      RoiManagers.open().ifPresent(manager -> StackRois.removeFrom(manager, labelTitle));
    }
    RoiManagers.addResults(Propagating.TITLE, rois);
  }
}
