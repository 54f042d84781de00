package io.github.evosam.engine.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which start wins after the trials. */
class WarmStartTest {
  private static int winner(double lead, Double... trials) {
    return WarmStart.winner(List.of(trials).stream().map(Optional::of).toList(), lead);
  }

  @Test
  void anEarlierExpertMustBeAhead() {
    assertThat(winner(0.02, 0.5, 0.51)).isZero();
    assertThat(winner(0.02, 0.5, 0.53)).isEqualTo(1);
    assertThat(winner(0.02, 0.5, 0.53, 0.54)).isEqualTo(2);
  }

  @Test
  void orItMustNotBeBehind() {
    assertThat(winner(-0.02, 0.5, 0.49)).isEqualTo(1);
    assertThat(winner(-0.02, 0.5, 0.47)).isZero();
    assertThat(winner(-0.02, 0.5, 0.49, 0.485)).isEqualTo(1);
  }

  @Test
  void whatHadNoTrialDoesNotWin() {
    assertThat(WarmStart.winner(List.of(Optional.empty(), Optional.empty()), -0.02)).isZero();
    assertThat(WarmStart.winner(List.of(Optional.of(0.5), Optional.empty()), -0.02)).isZero();
  }
}
