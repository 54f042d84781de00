package io.github.evosam.library;

import io.github.evosam.EvoSamException;

/** The expert library, or an expert in it or for it, cannot be read or changed. */
public final class LibraryException extends EvoSamException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message for the user. */
  public LibraryException(String message) {
    super(message, null);
  }

  /** An exception with its cause. */
  public LibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
