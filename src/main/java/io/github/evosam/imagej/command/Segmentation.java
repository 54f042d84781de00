package io.github.evosam.imagej.command;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import io.github.evosam.engine.BaseModels;
import io.github.evosam.engine.SegmentedObject;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.ChannelChoice;
import io.github.evosam.imagej.MaskRois;
import io.github.evosam.imagej.Normalisation;
import io.github.evosam.imagej.PlaneOptions;
import io.github.evosam.imagej.PlaneSource;
import io.github.evosam.imagej.PromptedObject;
import io.github.evosam.imagej.RoiFiles;
import io.github.evosam.imagej.Selections;
import io.github.evosam.imagej.SliceRange;
import io.github.evosam.imagej.StackPosition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run of {@code EvoSAM Segment} over an image: from its selection, the ROI Manager or nothing
 * to label maps. Shows progress in the status bar; Escape ends it.
 *
 * @param image segmented, not changed
 * @param settings what to do
 */
record Segmentation(ImagePlus image, SegmentSettings settings) {

  /**
   * Segments the planes asked for.
   *
   * @throws IllegalArgumentException if settings and image do not go together
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  SegmentationResult run() {
    IJ.resetEscape(); // it may have been pressed long before
    List<StackPosition> positions = positions();
    List<PromptedObject> objects = objects();
    PlaneSource source = PlaneSource.of(image, positions, planeOptions());
    try (Segmenter segmenter =
        Segmenter.open(BaseModels.ofUser(), settings.model(), settings.device())) {
      IJ.showStatus("EvoSAM: %s on %s".formatted(segmenter.modelName(), segmenter.device()));
      List<LabelMap> labels = new ArrayList<>();
      for (StackPosition position : positions) {
        labels.add(labels(segmenter, source, position, objects));
        IJ.showProgress(labels.size(), positions.size());
        if (IJ.escapePressed()) {
          throw new IllegalArgumentException(
              "Cancelled after %d of %d slices".formatted(labels.size(), positions.size()));
        }
      }
      return new SegmentationResult(image, positions, labels);
    } finally {
      IJ.showProgress(1.0);
    }
  }

  private List<StackPosition> positions() {
    return settings.slices().equals("current")
        ? List.of(StackPosition.current(image))
        : SliceRange.parse(settings.slices()).positions(image);
  }

  private PlaneOptions planeOptions() {
    Normalisation normalisation =
        settings.range().equals("display") ? Normalisation.DISPLAY : Normalisation.PERCENTILES;
    return new PlaneOptions(ChannelChoice.CURRENT, normalisation);
  }

  private List<PromptedObject> objects() {
    if (!settings.roifile().isEmpty()) {
      return Selections.of(RoiFiles.read(Path.of(settings.roifile())), image);
    }
    return switch (settings.prompts()) {
      case "selection" -> selected();
      case "roimanager" -> Selections.of(managed(), image);
      default -> List.of();
    };
  }

  private List<PromptedObject> selected() {
    if (image.getRoi() == null) {
      throw new IllegalArgumentException(
          "prompts=selection needs a selection on '%s', but there is none; draw a box or click a point, or use prompts=everything"
              .formatted(image.getTitle()));
    }
    return Selections.of(image);
  }

  private static List<Roi> managed() {
    List<Roi> rois =
        RoiManagers.open().map(manager -> List.of(manager.getRoisAsArray())).orElse(List.of());
    if (rois.isEmpty()) {
      throw new IllegalArgumentException(
          "prompts=roimanager needs ROIs in the ROI Manager, but it is empty; add some, or use"
              + " prompts=selection or roifile=FILE (without a screen there is no ROI Manager)");
    }
    return rois;
  }

  private LabelMap labels(
      Segmenter segmenter,
      PlaneSource source,
      StackPosition position,
      List<PromptedObject> objects) {
    if (settings.roifile().isEmpty() && settings.prompts().equals("everything")) {
      segmenter.setImage(source.plane(position));
      return numbered(source, everything(segmenter, source.size()));
    }
    List<List<Prompt>> prompts =
        Selections.on(position, objects).stream().map(PromptedObject::prompts).toList();
    if (prompts.isEmpty()) {
      return numbered(source, List.of());
    }
    segmenter.setImage(source.plane(position));
    return numbered(source, segmenter.segment(prompts));
  }

  private List<SegmentedObject> everything(Segmenter segmenter, ImageSize size) {
    Roi selection = image.getRoi();
    Optional<Mask> region =
        selection == null || !selection.isArea()
            ? Optional.empty()
            : Optional.of(MaskRois.toMask(selection, size));
    return segmenter.everything(
        segmenter.everythingOptions(), region, IJ::showProgress, IJ::escapePressed);
  }

  private static LabelMap numbered(PlaneSource source, List<SegmentedObject> objects) {
    return LabelMap.of(source.size(), objects.stream().map(SegmentedObject::mask).toList());
  }
}
