package io.github.evosam.imagej.command;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Keeps libraries from telling how they start. The command line says so in a file of settings,
 * which plain ImageJ does not see, since it gives plugins a class loader of their own; Fiji logs by
 * a Logback of its own, whose settings are not ours to write.
 */
final class QuietLibraries {
  private static final String FILE = "/simplelogger.properties";
  private static final String LEVEL = "org.slf4j.simpleLogger.log.";

  private QuietLibraries() {}

  /** Lets DJL log warnings and errors only. */
  static void quieten() {
    settings()
        .forEach(
            (key, value) -> {
              if (key.startsWith(LEVEL) && System.getProperty(key) == null) {
                System.setProperty(key, value); // which counts for loggers that are made later
              }
            });
    warnOnly(LoggerFactory.getLogger("ai.djl"));
  }

  private static Map<String, String> settings() {
    Properties settings = new Properties();
    try (InputStream file = QuietLibraries.class.getResourceAsStream(FILE)) {
      settings.load(file);
    } catch (IOException e) {
      LoggerFactory.getLogger(QuietLibraries.class).debug("DJL keeps its log level", e);
    }
    return settings.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, settings::getProperty));
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
