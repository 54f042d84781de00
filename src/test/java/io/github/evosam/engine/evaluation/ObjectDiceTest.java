package io.github.evosam.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectDiceTest {
  private static final ObjectDice PLAIN =
      new ObjectDice(List.of(List.of(0.5, 0.7), List.of(), List.of(0.4), List.of(0.8)));

  @Test
  void theMeanIsThatOfAllObjects() {
    assertThat(PLAIN.mean()).hasValueCloseTo(0.6, within(1e-12));
    assertThat(new ObjectDice(List.of(List.of())).mean()).isEmpty();
  }

  /** Gains of 0.1, 0.2 and 0.3 have a mean of 0.2 with a standard error of 0.1 / √3. */
  @Test
  void aGainIsTheMeanOfTheImagesLessItsStandardError() {
    ObjectDice better =
        new ObjectDice(List.of(List.of(0.6, 0.8), List.of(), List.of(0.6), List.of(1.1)));
    assertThat(better.gainOver(PLAIN)).isEqualTo(0.2 - 0.1 / Math.sqrt(3), within(1e-12));
    assertThat(PLAIN.gainOver(better)).isEqualTo(-0.2 - 0.1 / Math.sqrt(3), within(1e-12));
  }

  @Test
  void whatOneImageShowsAndAnotherDeniesIsNoGain() {
    ObjectDice mixed =
        new ObjectDice(List.of(List.of(1.0, 1.0), List.of(), List.of(0.3), List.of(0.7)));
    assertThat(mixed.mean().getAsDouble()).isGreaterThan(PLAIN.mean().getAsDouble());
    assertThat(mixed.gainOver(PLAIN)).isNegative();
  }

  @Test
  void oneImageTellsNothing() {
    ObjectDice one = new ObjectDice(List.of(List.of(0.2), List.of()));
    assertThat(new ObjectDice(List.of(List.of(0.9), List.of())).gainOver(one)).isZero();
    assertThat(one.gainOver(one)).isZero();
  }
}
