package io.github.evosam.imagej.command;

import ij.IJ;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import io.github.evosam.imagej.result.ObjectRois;
import io.github.evosam.imagej.ui.session.RoiManagerTable;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.util.List;
import java.util.Optional;

/** The ROI Manager, which is a window and therefore missing where there is no screen. */
public final class RoiManagers {
  private RoiManagers() {}

  /** The ROI Manager that is open or that a macro in batch mode works with. */
  public static Optional<RoiManager> open() {
    try {
      return Optional.ofNullable(RoiManager.getInstance2());
    } catch (HeadlessException e) {
      return Optional.empty(); // what ImageJ does in batch mode instead of returning null
    }
  }

  /** The ROIs of the open manager, in its order; none if there is no manager. */
  public static List<Roi> rois() {
    return open().map(manager -> List.of(manager.getRoisAsArray())).orElse(List.of());
  }

  /**
   * The ROIs of the open manager that show objects: those of the user, or, where there are no
   * others, the results of an earlier run. Results that have shown objects once count as the user's
   * from then on, so that the same call finds the same prompts again.
   */
  public static List<Roi> prompts() {
    List<Roi> all = rois();
    List<Roi> own =
        all.stream().filter(roi -> roi.getProperty(ObjectRois.COMMAND) == null).toList();
    if (!own.isEmpty()) {
      return own;
    }
    all.forEach(roi -> roi.setProperty(ObjectRois.COMMAND, null));
    return all;
  }

  /**
   * Adds what a command has found, opening the manager if need be; where there cannot be one, the
   * log says so.
   *
   * @param command its name
   */
  public static void addResults(String command, List<Roi> rois) {
    rois.forEach(roi -> roi.setProperty(ObjectRois.COMMAND, command));
    openOrNew()
        .ifPresentOrElse(
            manager -> rois.forEach(roi -> RoiManagerTable.add(manager, roi)),
            () -> logMissing(command));
  }

  /** The open one, else a new one; without a screen one without a window, where that exists. */
  private static Optional<RoiManager> openOrNew() {
    Optional<RoiManager> open = open();
    try {
      return open.isPresent() ? open : Optional.of(created());
    } catch (HeadlessException e) {
      return Optional.empty();
    }
  }

  /** Says in the log, under a command's name, why there are no ROIs where there is no screen. */
  private static void logMissing(String command) {
    IJ.log(
        command
            + ": no ROIs were added, since ImageJ has no ROI Manager without a screen;"
            + " use overlay=true instead of rois=true");
  }

  private static RoiManager created() {
    return GraphicsEnvironment.isHeadless() ? new RoiManager(true) : new RoiManager();
  }
}
