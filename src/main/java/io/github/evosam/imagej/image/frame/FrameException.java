package io.github.evosam.imagej.image.frame;

import io.github.evosam.EvoSamException;

/** A file is whole, but no reader here reads its pixels rightly; the message says what to do. */
public final class FrameException extends EvoSamException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message for the user. */
  FrameException(String message) {
    super(message, null);
  }

  /** An exception with its cause. */
  FrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
