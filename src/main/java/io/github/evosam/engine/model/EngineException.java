package io.github.evosam.engine.model;

import io.github.evosam.EvoSamException;
import java.util.regex.Pattern;

/** The environment lacks something: a native library, a GPU, memory. */
public final class EngineException extends EvoSamException {
  private static final long serialVersionUID = 1L;
  private static final Pattern MEMORY =
      Pattern.compile(
          "out of memory|can't allocate memory|not enough memory", Pattern.CASE_INSENSITIVE);

  /** An exception with a message that says what to do. */
  public EngineException(String message) {
    super(message, null);
  }

  /** An exception with its cause. */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The sentence for a failure inside the network's library, which says much more than users need.
   */
  public static EngineException ofNetwork(String model, String device, Exception cause) {
    String message = String.valueOf(cause.getMessage());
    String first = message.lines().findFirst().orElse("");
    return new EngineException(
        MEMORY.matcher(message).find()
            ? "There is not enough memory for model '%s' on %s; close other programs, use a smaller model%s"
                .formatted(model, device, device.equals("cpu") ? "" : ", or device cpu")
            : "Model '%s' failed on %s: %s".formatted(model, device, first),
        cause);
  }
}
