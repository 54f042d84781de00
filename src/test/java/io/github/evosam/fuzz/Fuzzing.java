package io.github.evosam.fuzz;

import java.io.IOException;
import java.util.Locale;

/** What Jazzer calls, see docs/reliability.md; knows nothing of Jazzer itself. */
public final class Fuzzing {
  private static Target target;

  private Fuzzing() {}

  /** Chooses the target by its name. */
  public static void fuzzerInitialize(String[] arguments) {
    target = Target.valueOf(arguments[0].toUpperCase(Locale.ROOT));
  }

  /** Reads bytes. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    target.readOrRefuse(data);
  }
}
