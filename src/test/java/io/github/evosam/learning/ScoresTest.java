package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
  @Test
  void halfOfTheImagesReachTheScoreOfMost() {
    assertThat(Scores.of(0.7).ofMost()).isEqualTo(0.7);
    assertThat(Scores.of(0.8, 0.2).ofMost()).isEqualTo(0.8);
    assertThat(Scores.of(0.8, 0.1, 0.6).ofMost()).isEqualTo(0.6);
    assertThat(Scores.of(0.1, 0.2, 0.7, 0.8).ofMost()).isEqualTo(0.7);
  }

  @Test
  void theMeanCountsAllAlike() {
    assertThat(Scores.of(0.5, 0.25, 0).mean()).isEqualTo(0.25);
    assertThatIllegalArgumentException().isThrownBy(() -> new Scores(List.of()));
  }
}
