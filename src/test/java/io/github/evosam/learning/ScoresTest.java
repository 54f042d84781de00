package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
  @Test
  void theMeanCountsAllAlike() {
    assertThat(Scores.of(0.5, 0.25, 0).mean()).isEqualTo(0.25);
    assertThatIllegalArgumentException().isThrownBy(() -> new Scores(List.of()));
  }

  @Test
  void aDifferenceThatImagesDisagreeAboutIsChance() {
    Scores kept = Scores.of(0.8, 0.6, 0.7);
    assertThat(kept.gainOver(Scores.of(0.75, 0.56, 0.66))).isBetween(0.035, 0.05);
    assertThat(kept.gainOver(Scores.of(0.4, 0.75, 0.8))).isNegative();
    assertThat(kept.gainOver(kept)).isZero();
    assertThat(Scores.of(0.5).gainOver(Scores.of(0.4))).isCloseTo(0.1, within(1e-9));
  }
}
