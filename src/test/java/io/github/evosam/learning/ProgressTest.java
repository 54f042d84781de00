package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How far work is that ends with its steps or its time. */
class ProgressTest {

  @Test
  void aSlowBeginningChangesNothingWhereTheTimeIsEnough() {
    assertThat(Progress.share(0.01, 0.2)).isEqualTo(0.01);
    for (double share = 0; share <= 1; share += 0.01) {
      assertThat(Progress.share(share, share)).isEqualTo(share);
    }
  }

  @Test
  void whatDoesNotFinishEndsWithItsTime() {
    assertThat(Progress.share(0.5, 1)).isEqualTo(1);
    assertThat(Progress.share(0.3, 0.9)).isBetween(0.8, 0.9);
    assertThat(Progress.share(0.3, 2)).isEqualTo(1);
  }
}
