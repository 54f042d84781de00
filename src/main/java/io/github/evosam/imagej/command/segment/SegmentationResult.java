package io.github.evosam.imagej.command.segment;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.command.RoiManagers;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.LabelImages;
import io.github.evosam.imagej.result.ObjectRois;
import io.github.evosam.imagej.result.ObjectTable;
import io.github.evosam.imagej.ui.session.LabelWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run has found, to be shown as asked.
 *
 * @param image that was segmented
 * @param positions its segmented planes
 * @param labels the objects of each
 * @param expert that found them; empty if the base model did as it is
 */
public record SegmentationResult(
    ImagePlus image,
    List<StackPosition> positions,
    List<LabelMap> labels,
    Optional<ChosenExpert> expert) {

  /** Number of objects in all planes. */
  int objects() {
    return labels.stream().mapToInt(map -> map.masks().size()).sum();
  }

  /** The label image, titled {@code NAME-labels}. */
  ImagePlus labelImage() {
    return LabelImages.of(image, positions, labels);
  }

  /**
   * Gives the title of label images free: an earlier result is renamed, so that it is not taken for
   * this.
   */
  public static void retireEarlier(ImagePlus image) {
    String title = ImageTitle.of(image, "labels");
    ImagePlus earlier = WindowManager.getImage(title);
    for (int n = 1; earlier != null; n++) {
      if (WindowManager.getImage(title + "-" + n) == null) {
        earlier.setTitle(title + "-" + n);
        earlier = WindowManager.getImage(title);
      }
    }
  }

  /**
   * Shows label image, ROIs, overlay and table, as the settings ask.
   *
   * @return the label image; null if none was asked for
   */
  ImagePlus show(SegmentSettings settings) {
    ImagePlus labelImage = settings.labels() ? labelImage() : null;
    List<Roi> rois = rois();
    if (settings.rois() && !rois.isEmpty()) {
      RoiManagers.addResults("EvoSAM Segment", rois);
    }
    if (settings.overlay()) {
      ObjectRois.draw(rois, image, positions);
    }
    if (settings.table()) {
      measure(ResultsTable.getResultsTable());
    }
    if (labelImage != null) {
      LabelWindow.show(labelImage, image);
    }
    return labelImage;
  }

  private void measure(ResultsTable table) {
    int before = table.size();
    for (int i = 0; i < labels.size(); i++) {
      ObjectTable.append(table, labels.get(i), image, positions.get(i));
    }
    for (int row = before; row < table.size(); row++) {
      table.setValue("Expert", row, expert.map(ChosenExpert::name).orElse("none"));
      table.setValue(
          "Confidence", row, expert.flatMap(ChosenExpert::confidence).orElse(Double.NaN));
    }
    table.show("Results");
  }

  private List<Roi> rois() {
    List<Roi> rois = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      rois.addAll(ObjectRois.of(labels.get(i), image, positions.get(i)));
    }
    return rois;
  }
}
