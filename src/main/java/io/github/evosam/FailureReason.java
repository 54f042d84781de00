package io.github.evosam;

import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Why work has failed: the same sentence for the same failure, wherever it is told. */
public final class FailureReason {
  private FailureReason() {}

  /**
   * The sentence for a failure, which says what to do. What neither user nor environment is to be
   * blamed for is called unexpected.
   */
  public static String of(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return "There is not enough memory, Java may use %d MB of memory; give it more (ImageJ: Edit > Options > Memory & Threads; command line: -Xmx), or use fewer or smaller images, or crop them"
          .formatted(Runtime.getRuntime().maxMemory() >> 20);
    }
    boolean isExpected =
        failure instanceof EvoSamException
            || failure instanceof IllegalArgumentException
            || failure instanceof CancellationException;
    return isExpected ? failure.getMessage() : "An unexpected error, please report it: " + failure;
  }

  /**
   * Does one piece of work of several, of which one may fail without stopping the others.
   *
   * @return why it could not be done; empty if it was
   * @throws RuntimeException what is unexpected, or ends all the work
   */
  public static Optional<String> attempt(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (EvoSamException | IllegalArgumentException | OutOfMemoryError e) {
      return Optional.of(of(e));
    }
  }
}
