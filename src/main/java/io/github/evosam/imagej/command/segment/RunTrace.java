package io.github.evosam.imagej.command.segment;

import ij.ImagePlus;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.imagej.result.LabelOrigin;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run leaves for a macro to test, windows or not: properties of the segmented image ({@code
 * Property.get("evosam.error")}).
 */
public final class RunTrace {
  /** Number of objects found, on the segmented image and on the label image; missing on failure. */
  public static final String OBJECTS = "evosam.objects";

  /** Title of the label image, on the segmented image; missing if none was made. */
  static final String LABELS = "evosam.labels";

  /**
   * Name of the expert that worked, on the segmented image and on the label image; missing if the
   * base model worked as it is.
   */
  public static final String EXPERT = "evosam.expert";

  /** How sure the choice of the expert was, 0..1; missing if it was named or there was none. */
  static final String CONFIDENCE = "evosam.confidence";

  /** Why the run failed; missing if it did not. */
  public static final String ERROR = "evosam.error";

  private RunTrace() {}

  /** Takes away what an earlier run left. */
  public static void clear(ImagePlus image) {
    image.setProp(OBJECTS, null);
    image.setProp(LABELS, null);
    image.setProp(EXPERT, null);
    image.setProp(CONFIDENCE, null);
    image.setProp(ERROR, null);
  }

  /**
   * Notes success.
   *
   * @param labels the label image, which may be what a macro looks at next; null if none was made
   */
  public static void succeeded(SegmentationResult result, ImagePlus labels) {
    succeeded(result.image(), labels, result.objects(), result.expert());
  }

  /**
   * Notes success.
   *
   * @param labels the label image, which may be what a macro looks at next; null if none was made
   */
  public static void succeeded(
      ImagePlus image, ImagePlus labels, int objects, Optional<ChosenExpert> expert) {
    note(image, objects, expert);
    if (labels != null) {
      image.setProp(LABELS, labels.getTitle());
      note(labels, objects, expert);
      LabelOrigin.note(labels, image);
    }
  }

  private static void note(ImagePlus image, int objects, Optional<ChosenExpert> expert) {
    image.setProp(OBJECTS, Integer.toString(objects));
    expert.ifPresent(e -> image.setProp(EXPERT, e.name()));
    expert
        .flatMap(ChosenExpert::confidence)
        .ifPresent(c -> image.setProp(CONFIDENCE, String.format(Locale.ROOT, "%.3f", c)));
  }

  /** Notes failure. */
  static void failed(ImagePlus image, String reason) {
    clear(image);
    image.setProp(ERROR, reason);
  }
}
