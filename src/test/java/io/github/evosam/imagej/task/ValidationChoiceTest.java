package io.github.evosam.imagej.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a task is judged by. */
class ValidationChoiceTest {

  @Test
  void aShareHasAPointOrAComma() {
    assertThat(ValidationChoice.parse("0.3").share()).isEqualTo(0.3);
    assertThat(ValidationChoice.parse("0,3").share()).isEqualTo(0.3);
    assertThat(ValidationChoice.parse("0,3").folder()).isEmpty();
    assertThat(ValidationChoice.parse("held-out").folder()).contains(Path.of("held-out"));
  }

  @Test
  void aShareThatLeavesTooLittleIsRefused() {
    assertThatThrownBy(() -> ValidationChoice.parse("0.95"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("0 to 0.9", "0.95");
  }
}
