package io.github.evosam.weights;

import io.github.evosam.EvoSamException;
import java.nio.file.Path;

/** A weights file cannot be read, written or downloaded. */
public final class WeightsException extends EvoSamException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message for the user. */
  public WeightsException(String message) {
    super(message, null);
  }

  /** An exception with its cause. */
  public WeightsException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A file whose content is not as it should be. */
  static WeightsException damaged(Path file, String reason) {
    return new WeightsException(
        "Weights file '%s' cannot be used: %s; download or copy it again".formatted(file, reason));
  }
}
