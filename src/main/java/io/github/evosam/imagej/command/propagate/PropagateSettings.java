package io.github.evosam.imagej.command.propagate;

import io.github.evosam.engine.propagation.Direction;
import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.engine.propagation.StopRule;
import io.github.evosam.imagej.command.segment.SegmentSettings;
import io.github.evosam.imagej.image.SliceRange;
import java.util.Locale;

/**
 * What {@code EvoSAM Propagate} is asked to do. The component names of the parts are the macro
 * keys, see {@link PropagateCommand}.
 *
 * @param what model, prompts and outputs, as for {@code EvoSAM Segment}; {@code slices} are those
 *     that are followed to
 * @param way how objects are followed
 * @param correction of an object that was followed before
 * @param folder where results are written to, instead of being kept in memory; empty for none
 */
public record PropagateSettings(
    SegmentSettings what, Way way, Correction correction, String folder) {
  /**
   * How objects are followed.
   *
   * @param direction {@code both}, {@code forward} or {@code backward}
   * @param minarea an object ends where fewer pixels are left
   * @param miniou an object ends where the model predicts a lower IoU, 0..1
   * @param minoverlap an object ends where its IoU with the slice before is lower, 0..1
   * @param mincontrast an object ends where less of its first contrast is left, 0..1
   */
  public record Way(
      String direction, int minarea, double miniou, double minoverlap, double mincontrast) {
    /** What the limits are, if none are given. */
    static final StopRule RULE = StopRule.DEFAULT;

    StopRule rule() {
      return new StopRule(minarea, miniou, minoverlap, mincontrast);
    }

    Direction where() {
      return Direction.valueOf(direction.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * What is wrong with an earlier result.
   *
   * @param object number of the object; 0 if nothing is corrected
   * @param absent whether it is not on the current slice, and not beyond
   * @param labelimage title of the label image; empty for {@code NAME-labels}
   */
  public record Correction(int object, boolean absent, String labelimage) {
    /** Checks that something is corrected if something is said about it. */
    public Correction {
      if (object < 0 || object > LabelStack.LARGEST_LABEL) {
        throw new IllegalArgumentException(
            "object=%d is not possible; object is a number of the label image, 1..%d, or 0"
                .formatted(object, LabelStack.LARGEST_LABEL));
      }
      if (object == 0 && (absent || !labelimage.isEmpty())) {
        throw new IllegalArgumentException(
            (absent ? "absent=true" : "labelimage=" + labelimage)
                + " corrects an object; set object to its number in the label image");
      }
    }

    /** Whether an earlier result is corrected. */
    boolean isAsked() {
      return object > 0;
    }
  }

  /** Checks what concerns several keys. */
  public PropagateSettings {
    if (what.slices().equals("current")) {
      throw new IllegalArgumentException(
          "slices=current is a single slice; slices is all or A-B, the slices to follow through");
    }
    SliceRange.parse(what.slices());
    if (correction.isAsked() && !correction.absent() && what.isSearched()) {
      throw new IllegalArgumentException(
          "object=%d needs to be shown; draw a selection on the slice where it is wrong, or set absent to true"
              .formatted(correction.object()));
    }
    if (what.overlay() && !folder.isEmpty()) {
      throw new IllegalArgumentException(
          "overlay=true needs memory, but results go to folder=%s; use rois=true, which writes them there"
              .formatted(folder));
    }
  }
}
