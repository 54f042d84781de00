package io.github.evosam;

/**
 * Root of the exceptions that are not the caller's fault: files and environment. The message is one
 * sentence for the user: what, where, and what to do.
 */
public class EvoSamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception.
   *
   * @param message for the user
   * @param cause may be null
   */
  public EvoSamException(String message, Throwable cause) {
    super(message, cause);
  }
}
