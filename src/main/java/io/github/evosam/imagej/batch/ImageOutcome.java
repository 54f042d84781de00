package io.github.evosam.imagej.batch;

import java.io.Serializable;

/**
 * What became of an image of a folder.
 *
 * @param image what a user reads, as {@code day1/cells.lif, series 2}
 * @param status what became of it
 * @param objects that were found; 0 if it failed
 * @param expert name of the one that found them, empty for none
 * @param error why it failed, one sentence; else empty
 */
public record ImageOutcome(String image, Status status, int objects, String expert, String error)
    implements Serializable {
  /** What can become of an image. */
  public enum Status {
    /** Its results are in place. */
    SEGMENTED("segmented"),
    /** Its results were there from an earlier run. */
    DONE_BEFORE("done before"),
    /** It has none. */
    FAILED("failed");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** In a word or two. */
    public String text() {
      return text;
    }
  }

  /** An image whose results are in place. */
  static ImageOutcome ready(SourceImage image, Status status, ImageRecord record) {
    return new ImageOutcome(image.title(), status, record.objects(), record.expert(), "");
  }

  /** An image that could not be done. */
  static ImageOutcome failed(FileFailure failure) {
    return new ImageOutcome(failure.image(), Status.FAILED, 0, "", failure.reason());
  }
}
