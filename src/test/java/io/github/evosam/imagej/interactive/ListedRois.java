package io.github.evosam.imagej.interactive;

import ij.gui.Roi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies what is added, as the ROI Manager does. */
final class ListedRois implements RoiTable {
  /** The list; null while it is closed. */
  List<Roi> rois = new ArrayList<>();

  @Override
  public Optional<List<Roi>> rois() {
    return Optional.ofNullable(rois);
  }

  @Override
  public void add(Roi roi) {
    if (rois == null) {
      rois = new ArrayList<>();
    }
    rois.add((Roi) roi.clone());
  }

  @Override
  public void remove(int index) {
    rois.remove(index);
  }

  @Override
  public void replace(int index, Roi roi) {
    rois.set(index, (Roi) roi.clone());
  }
}
