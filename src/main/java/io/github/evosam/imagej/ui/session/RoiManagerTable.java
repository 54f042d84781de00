package io.github.evosam.imagej.ui.session;

import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import io.github.evosam.imagej.interactive.RoiTable;
import java.util.List;
import java.util.Optional;

/** The ROI Manager's window, whichever is open. */
public final class RoiManagerTable implements RoiTable {
  @Override
  public Optional<List<Roi>> rois() {
    return Optional.ofNullable(RoiManager.getInstance())
        .map(manager -> List.of(manager.getRoisAsArray()));
  }

  @Override
  public void add(Roi roi) {
    add(RoiManager.getRoiManager(), roi);
  }

  /**
   * Adds a copy of an ROI under its name. ImageJ takes names as {@code 0003-0007} for its own, and
   * would replace them by plane and centre.
   */
  public static void add(RoiManager manager, Roi roi) {
    String name = roi.getName();
    int index = manager.getCount();
    manager.addRoi(roi);
    if (name != null && manager.getCount() > index) { // an equal neighbour is not added again
      manager.rename(index, name);
    }
  }

  @Override
  public void remove(int index) {
    RoiManager.getRoiManager().delete(index);
  }

  @Override
  public void replace(int index, Roi roi) {
    RoiManager.getRoiManager().setRoi(roi, index);
  }
}
