package io.github.evosam.imagej.batch;

import java.io.Serializable;
import java.util.List;

/**
 * What became of an image of a folder.
 *
 * @param image what a user reads, as {@code day1/cells.lif, series 2}
 * @param status what became of it
 * @param objects that were found; 0 if it failed
 * @param expert name of the one that found them, empty for none
 * @param error why it has no results, one sentence; else empty
 * @param notes what a user should know of how it was read, sentences; else empty
 */
public record ImageOutcome(
    String image, Status status, int objects, String expert, String error, String notes)
    implements Serializable {
  /** What can become of an image. */
  public enum Status {
    /** Its results are in place. */
    SEGMENTED("segmented"),
    /** Its results were there from an earlier run. */
    DONE_BEFORE("done before"),
    /** It has none. */
    FAILED("failed"),
    /** It is no usual kind of image, and was not looked at. */
    PASSED_OVER("passed over");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** In a word or two. */
    public String text() {
      return text;
    }
  }

  /** An image whose results are in place now. */
  static ImageOutcome segmented(SourceImage image, ImageRecord record, List<String> notes) {
    return ready(image, Status.SEGMENTED, record, String.join("; ", notes));
  }

  /** An image whose results were in place. */
  static ImageOutcome doneBefore(SourceImage image, ImageRecord record) {
    return ready(image, Status.DONE_BEFORE, record, "");
  }

  private static ImageOutcome ready(
      SourceImage image, Status status, ImageRecord record, String notes) {
    return new ImageOutcome(image.title(), status, record.objects(), record.expert(), "", notes);
  }

  /** An image that could not be done. */
  static ImageOutcome failed(FileFailure failure) {
    return new ImageOutcome(failure.image(), Status.FAILED, 0, "", failure.reason(), "");
  }

  /** A file that is no usual kind of image. */
  static ImageOutcome passedOver(String title) {
    String reason = "no usual kind of image; a filter as *%s has it tried";
    String ending = title.substring(Math.max(0, title.lastIndexOf('.')));
    return new ImageOutcome(title, Status.PASSED_OVER, 0, "", reason.formatted(ending), "");
  }

  /** Whether its results are in place. */
  boolean isThere() {
    return status == Status.SEGMENTED || status == Status.DONE_BEFORE;
  }
}
