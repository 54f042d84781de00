package io.github.evosam.engine;

import io.github.evosam.EvoSamException;

/** The environment lacks something: a native library, a GPU, memory. */
public final class EngineException extends EvoSamException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that says what to do. */
  public EngineException(String message) {
    super(message, null);
  }

  /** An exception with its cause. */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
