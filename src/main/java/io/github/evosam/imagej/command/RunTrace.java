package io.github.evosam.imagej.command;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;

/**
 * What a run leaves for a macro to test, windows or not: properties of the segmented image ({@code
 * Property.get("evosam.error")}) and a line in the log if it failed.
 */
final class RunTrace {
  /** Number of objects found, on the segmented image and on the label image; missing on failure. */
  static final String OBJECTS = "evosam.objects";

  /** Title of the label image, on the segmented image; missing if none was made. */
  static final String LABELS = "evosam.labels";

  /** Why the run failed; missing if it did not. */
  static final String ERROR = "evosam.error";

  private RunTrace() {}

  /** Takes away what an earlier run left. */
  static void clear(ImagePlus image) {
    image.setProp(OBJECTS, null);
    image.setProp(LABELS, null);
    image.setProp(ERROR, null);
  }

  /**
   * Notes success.
   *
   * @param labels the label image, which may be what a macro looks at next; null if none was made
   */
  static void succeeded(ImagePlus image, int objects, ImagePlus labels) {
    image.setProp(OBJECTS, Integer.toString(objects));
    if (labels != null) {
      image.setProp(LABELS, labels.getTitle());
      labels.setProp(OBJECTS, Integer.toString(objects));
    }
  }

  /**
   * Notes failure.
   *
   * @param imageOrNull the image, if the run came so far; else the current one is marked, if any
   */
  static void failed(ImagePlus imageOrNull, String reason) {
    IJ.log("EvoSAM Segment failed: " + reason);
    ImagePlus marked = imageOrNull == null ? WindowManager.getCurrentImage() : imageOrNull;
    if (marked != null) {
      clear(marked);
      marked.setProp(ERROR, reason);
    }
  }
}
