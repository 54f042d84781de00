package io.github.evosam.engine.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long an expert learns. */
class LearningSettingsTest {

  @Test
  void moreTimeThanUsualMeansMoreSteps() {
    LearningSettings usual = LearningSettings.DEFAULT;
    LearningSettings longer = usual.withMinutes(5.0 * usual.budget().toMinutes());
    assertThat(longer.steps()).isEqualTo(5 * usual.steps());
    assertThat(longer.budget()).isEqualTo(usual.budget().multipliedBy(5));
    LearningSettings shorter = usual.withMinutes(0.5);
    assertThat(shorter.steps()).as("the time ends it").isEqualTo(usual.steps());
    assertThat(shorter.budget()).isEqualTo(Duration.ofSeconds(30));
  }
}
