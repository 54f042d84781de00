package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class QuietLibrariesTest {
  /** Levels as Logback has them. */
  public enum Level {
    WARN,
    INFO
  }

  /** A logger as Logback's. */
  public static final class Logger {
    private Level level = Level.INFO;

    public void setLevel(Level level) {
      this.level = level;
    }
  }

  @Test
  void aLoggerWithLevelsIsQuietened() {
    Logger logger = new Logger();
    QuietLibraries.warnOnly(logger);
    assertThat(logger.level).isEqualTo(Level.WARN);
  }

  @Test
  void loggersOfPlainImageJAreToldWhereTheyLook() {
    System.clearProperty("org.slf4j.simpleLogger.log.ai.djl");
    QuietLibraries.quieten();
    assertThat(System.getProperty("org.slf4j.simpleLogger.log.ai.djl")).isEqualTo("warn");
  }

  @Test
  void otherLoggersStayAsTheyAre() {
    assertThatNoException().isThrownBy(() -> QuietLibraries.warnOnly("a logger without levels"));
  }
}
