package io.github.evosam.imagej.image;

import io.github.evosam.EvoSamException;

/** An image or ROI file cannot be read or written; the message names the file and the way out. */
public final class ImageFileException extends EvoSamException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that says what to do. */
  public ImageFileException(String message) {
    super(message, null);
  }

  /** An exception with its cause. */
  public ImageFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
