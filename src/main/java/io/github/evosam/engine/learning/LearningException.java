package io.github.evosam.engine.learning;

import io.github.evosam.EvoSamException;

/** The images of a task cannot be learned from; the message names them. */
public final class LearningException extends EvoSamException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message for the user. */
  public LearningException(String message) {
    super(message, null);
  }

  /** An exception with its cause. */
  public LearningException(String message, Throwable cause) {
    super(message, cause);
  }
}
