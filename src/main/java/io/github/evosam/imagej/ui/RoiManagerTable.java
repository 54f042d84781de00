package io.github.evosam.imagej.ui;

import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import io.github.evosam.imagej.interactive.RoiTable;
import java.util.List;
import java.util.Optional;

/** The ROI Manager's window, whichever is open. */
final class RoiManagerTable implements RoiTable {
  @Override
  public Optional<List<Roi>> rois() {
    return Optional.ofNullable(RoiManager.getInstance())
        .map(manager -> List.of(manager.getRoisAsArray()));
  }

  @Override
  public void add(Roi roi) {
    RoiManager.getRoiManager().addRoi(roi);
  }

  @Override
  public void remove(int index) {
    RoiManager.getRoiManager().delete(index);
  }
}
