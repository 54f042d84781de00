package io.github.evosam.imagej.interactive;

import ij.gui.Roi;
import java.util.List;
import java.util.Optional;

/** A list of ROIs that a user changes too: the ROI Manager. */
public interface RoiTable {
  /** The very ROIs in their order; empty if there is no list, because its window is closed say. */
  Optional<List<Roi>> rois();

  /** Adds a copy at the end, opening the list if it is not there. */
  void add(Roi roi);

  /** Removes the ROI at a place, 0-based. */
  void remove(int index);

  /** Puts a copy of an ROI in the place of one, under its own name. */
  void replace(int index, Roi roi);
}
