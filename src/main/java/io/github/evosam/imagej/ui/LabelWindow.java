package io.github.evosam.imagej.ui;

import ij.ImagePlus;
import io.github.evosam.imagej.StackPosition;
import java.util.List;

/** The window of a label image that a command has made. */
public final class LabelWindow {
  private LabelWindow() {}

  /**
   * Shows labels beside the image that they were made from, if there is room, and at the slice that
   * is looked at. Where there are no windows, as in batch mode, ImageJ's own showing is all.
   */
  public static void show(ImagePlus labels, ImagePlus image) {
    labels.show();
    if (labels.getWindow() != null && image.getWindow() != null) {
      WindowPlacement.besideIfRoom(labels.getWindow(), List.of(image.getWindow()));
      turn(labels, image);
    }
  }

  /** Turns to the slice that the image shows, if the labels have all of its slices. */
  static void turn(ImagePlus labels, ImagePlus image) {
    if (labels.getStackSize() == image.getNSlices() * image.getNFrames()) {
      labels.setSlice(StackPosition.current(image).planeIn(image));
    }
  }
}
