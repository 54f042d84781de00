package io.github.evosam.imagej.command;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.frame.RoiManager;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.ImageTitle;
import io.github.evosam.imagej.LabelImages;
import io.github.evosam.imagej.ObjectRois;
import io.github.evosam.imagej.ObjectTable;
import io.github.evosam.imagej.StackPosition;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run has found, to be shown as asked.
 *
 * @param image that was segmented
 * @param positions its segmented planes
 * @param labels the objects of each
 */
record SegmentationResult(ImagePlus image, List<StackPosition> positions, List<LabelMap> labels) {

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
  static void retireEarlier(ImagePlus image) {
    String title = ImageTitle.of(image, "labels");
    ImagePlus earlier = WindowManager.getImage(title);
    for (int n = 1; earlier != null; n++) {
      if (WindowManager.getImage(title + "-" + n) == null) {
        earlier.setTitle(title + "-" + n);
        earlier = WindowManager.getImage(title);
      }
    }
  }

  /** Shows label image, ROIs, overlay and table, as the settings ask. */
  void show(SegmentSettings settings) {
    List<Roi> rois = rois();
    if (settings.rois() && !rois.isEmpty()) {
      RoiManager manager = manager();
      rois.forEach(manager::addRoi);
    }
    if (settings.overlay()) {
      Overlay overlay = ObjectRois.overlay(rois);
      image.setOverlay(overlay);
    }
    if (settings.table()) {
      ResultsTable table = ResultsTable.getResultsTable();
      for (int i = 0; i < labels.size(); i++) {
        ObjectTable.append(table, labels.get(i), image, positions.get(i));
      }
      table.show("Results");
    }
    if (settings.labels()) {
      labelImage().show();
    }
  }

  private List<Roi> rois() {
    List<Roi> rois = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      rois.addAll(ObjectRois.of(labels.get(i), image, positions.get(i)));
    }
    return rois;
  }

  /** The open ROI Manager, else a new one; without a screen one without a window. */
  private static RoiManager manager() {
    RoiManager open = RoiManager.getInstance2();
    if (open != null) {
      return open;
    }
    return GraphicsEnvironment.isHeadless() ? new RoiManager(true) : new RoiManager();
  }
}
