package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
  @Test
  void theMeanCountsAllAlike() {
    assertThat(Scores.of(0.5, 0.25, 0).mean()).isEqualTo(0.25);
    assertThatIllegalArgumentException().isThrownBy(() -> new Scores(List.of()));
  }
}
