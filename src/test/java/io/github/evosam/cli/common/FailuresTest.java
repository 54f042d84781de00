package io.github.evosam.cli.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.engine.Interruption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final Path INPUT = Path.of("image.tif");

  private final Failures failures = new Failures();

  @Test
  void whatFailsSinceJavaEndsIsInterrupted() {
    attempt(new IllegalStateException("Shutdown in progress")); // as Java says it
    assertThat(failures.list()).singleElement().asString().contains("Interrupted before");
  }

  @Test
  void anotherFailureOfTheProgramIsNoInterruption() {
    IllegalStateException bug = new IllegalStateException("a bug");
    assertThatThrownBy(() -> attempt(bug)).isSameAs(bug);
    assertThat(failures.list()).isEmpty();
  }

  private void attempt(IllegalStateException failure) {
    try (Interruption interruption = new Interruption()) {
      failures.attempt(
          INPUT,
          () -> {
            throw failure;
          },
          interruption);
    }
  }
}
