package io.github.evosam.sam.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiceThresholdTest {
  private static float cut(float... logits) {
    DiceThreshold cut = new DiceThreshold();
    for (float logit : logits) {
      cut.add(logit);
    }
    return cut.best();
  }

  @Test
  void whatIsSureIsCutInTheMiddle() {
    assertThat(cut(6, 6, -6, -6, -6)).isZero();
  }

  @Test
  void whatIsOnlyLikelyIsTakenWhereNothingIsSurer() {
    assertThat(cut(-0.5f, -0.5f, -6, -6, -6)).isBetween(-1.1f, -0.5f);
    assertThat(cut(6, 6, 6, 6, -0.5f, -6)).isGreaterThan(-0.5f);
  }

  @Test
  void whatIsUnlikelyIsNeverTaken() {
    float[] logits = new float[1000];
    Arrays.fill(logits, -1.5f);
    assertThat(cut(logits)).isZero();
    assertThat(cut()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void noOtherCutPromisesMore(int seed) {
    Random random = new Random(seed);
    float[] logits = new float[5000];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (2 * random.nextGaussian() - seed);
    }
    double most = 0;
    for (float other = -1.0986f; other <= 0; other += 0.005f) {
      most = Math.max(most, expectedDice(logits, other));
    }
    assertThat(expectedDice(logits, cut(logits))).isEqualTo(most, within(1e-3));
    assertThat(most).isGreaterThan(expectedDice(logits, 0));
  }

  private static double expectedDice(float[] logits, float cut) {
    double all = 0;
    double taken = 0;
    int number = 0;
    for (float logit : logits) {
      double probability = 1 / (1 + Math.exp(-logit));
      all += probability;
      if (logit > cut) {
        taken += probability;
        number++;
      }
    }
    return 2 * taken / (number + all);
  }
}
