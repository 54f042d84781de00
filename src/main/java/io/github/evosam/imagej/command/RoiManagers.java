package io.github.evosam.imagej.command;

import ij.IJ;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import ij.process.ImageProcessor;
import io.github.evosam.imagej.result.ObjectRois;
import io.github.evosam.imagej.ui.session.RoiManagerTable;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
   * log says so. A result that an earlier run has added, too, is not added again.
   *
   * @param command its name
   */
  public static void addResults(String command, List<Roi> rois) {
    rois.forEach(roi -> roi.setProperty(ObjectRois.COMMAND, command));
    openOrNew().ifPresentOrElse(manager -> addNew(manager, rois), () -> logMissing(command));
  }

  private static void addNew(RoiManager manager, List<Roi> rois) {
    List<Roi> there =
        Arrays.stream(manager.getRoisAsArray())
            .filter(roi -> roi.getProperty(ObjectRois.COMMAND) != null)
            .toList();
    rois.stream()
        .filter(roi -> there.stream().noneMatch(earlier -> isSame(earlier, roi)))
        .forEach(roi -> RoiManagerTable.add(manager, roi));
  }

  /** Whether two ROIs show the same pixels of the same plane under the same name. */
  private static boolean isSame(Roi a, Roi b) {
    return Objects.equals(a.getName(), b.getName())
        && a.getBounds().equals(b.getBounds())
        && a.getPosition() == b.getPosition()
        && a.getZPosition() == b.getZPosition()
        && a.getTPosition() == b.getTPosition()
        && Arrays.equals(pixels(a), pixels(b));
  }

  private static byte[] pixels(Roi roi) {
    ImageProcessor mask = roi.getMask(); // none: a rectangle
    return mask == null ? new byte[0] : (byte[]) mask.getPixels();
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
