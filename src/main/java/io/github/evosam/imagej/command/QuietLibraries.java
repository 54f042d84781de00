package io.github.evosam.imagej.command;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.slf4j.LoggerFactory;

/**
 * Keeps libraries from telling how they start. Plain ImageJ and the command line say so in a file
 * of settings; Fiji logs by a Logback of its own, whose settings are not ours to write.
 */
final class QuietLibraries {
  private QuietLibraries() {}

  /** Lets DJL log warnings and errors only. */
  static void quieten() {
    warnOnly(LoggerFactory.getLogger("ai.djl"));
  }

  /** Sets the level of a logger that has one, as Logback's have; others stay as they are. */
  static void warnOnly(Object logger) {
    Arrays.stream(logger.getClass().getMethods())
        .filter(method -> method.getName().equals("setLevel") && method.getParameterCount() == 1)
        .findFirst()
        .ifPresent(method -> set(logger, method));
  }

  private static void set(Object logger, Method setLevel) {
    try {
      Class<?> level = setLevel.getParameterTypes()[0];
      setLevel.invoke(logger, level.getMethod("valueOf", String.class).invoke(null, "WARN"));
    } catch (ReflectiveOperationException e) {
      LoggerFactory.getLogger(QuietLibraries.class).debug("DJL keeps its log level", e);
    }
  }
}
