package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {
  private final LearningRate rate = new LearningRate(1e-3f, 1e-5f, 10, 110);

  @Test
  void risesLinearlyToThePeak() {
    assertThat(rate.at(1)).isCloseTo(1e-4f, within(1e-9f));
    assertThat(rate.at(10)).isCloseTo(1e-3f, within(1e-9f));
  }

  @Test
  void fallsAlongACosineToTheLastValue() {
    assertThat(rate.at(60)).isCloseTo((1e-3f + 1e-5f) / 2, within(1e-7f));
    assertThat(rate.at(110)).isCloseTo(1e-5f, within(1e-9f));
    assertThat(rate.at(500)).isCloseTo(1e-5f, within(1e-9f));
  }

  @Test
  void aWarmUpLongerThanTheTrainingIsRefused() {
    assertThatThrownBy(() -> new LearningRate(1, 0, 10, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10 steps");
  }
}
