package io.github.evosam.imagej.command;

import ij.IJ;
import ij.ImagePlus;

/**
 * What a run leaves for a macro to test, windows or not: properties of the segmented image ({@code
 * Property.get("evosam.error")}) and a line in the log if it failed.
 */
final class RunTrace {
  /** Number of objects found; missing if the run failed. */
  static final String OBJECTS = "evosam.objects";

  /** Why the run failed; missing if it did not. */
  static final String ERROR = "evosam.error";

  private RunTrace() {}

  /** Takes away what an earlier run left. */
  static void clear(ImagePlus image) {
    image.setProp(OBJECTS, null);
    image.setProp(ERROR, null);
  }

  /** Notes success. */
  static void succeeded(ImagePlus image, int objects) {
    image.setProp(OBJECTS, Integer.toString(objects));
  }

  /**
   * Notes failure.
   *
   * @param imageOrNull the image, if the run came so far
   */
  static void failed(ImagePlus imageOrNull, String reason) {
    IJ.log("EvoSAM Segment failed: " + reason);
    if (imageOrNull != null) {
      imageOrNull.setProp(ERROR, reason);
    }
  }
}
