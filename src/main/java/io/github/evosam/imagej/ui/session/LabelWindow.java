package io.github.evosam.imagej.ui.session;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.evosam.imagej.image.StackPosition;
import java.awt.Frame;
import java.awt.Window;
import java.util.Arrays;
import java.util.List;

/** The window of a label image that a command has made. */
public final class LabelWindow {
  private LabelWindow() {}

  /**
   * Shows labels, which are the current image then, beside the image that they were made from,
   * where they cover no other window if there is such a place, and at the slice that is looked at.
   * Where there are no windows, as in batch mode, ImageJ's own showing is all.
   */
  public static void show(ImagePlus labels, ImagePlus image) {
    labels.show();
    if (labels.getWindow() != null) {
      WindowManager.setCurrentWindow(labels.getWindow()); // the event that says so may come late
    }
    if (labels.getWindow() != null && image.getWindow() != null) {
      WindowPlacement.besideIfRoom(
          labels.getWindow(), image.getWindow(), others(labels.getWindow(), image.getWindow()));
      turn(labels, image);
    }
  }

  /** The frames that show but these two. */
  private static List<Window> others(Window labels, Window image) {
    return Arrays.stream(Window.getWindows())
        .filter(window -> window instanceof Frame && window.isShowing())
        .filter(window -> window != labels && window != image)
        .toList();
  }

  /** Turns to the slice that the image shows, if the labels have all of its slices. */
  static void turn(ImagePlus labels, ImagePlus image) {
    if (labels.getStackSize() == image.getNSlices() * image.getNFrames()) {
      labels.setSlice(StackPosition.current(image).planeIn(image));
    }
  }
}
