package io.github.evosam.lab.continual.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PerformanceMatrixTest {
  private static final double ROUNDING = 1e-12;

  /** The first task rises before it is forgotten, so that the two measures differ. */
  private static final PerformanceMatrix THREE =
      new PerformanceMatrix(List.of(List.of(0.80), List.of(0.90, 0.60), List.of(0.50, 0.70, 0.75)));

  @Test
  void averageIsTheMeanOfTheLastRow() {
    assertThat(THREE.average()).isEqualTo((0.50 + 0.70 + 0.75) / 3, within(ROUNDING));
  }

  @Test
  void backwardTransferComparesWithTheScoreRightAfterLearning() {
    // (0.50 − 0.80) and (0.70 − 0.60)
    assertThat(THREE.backwardTransfer()).hasValueCloseTo(-0.10, within(ROUNDING));
  }

  @Test
  void forgettingComparesWithTheBestScoreEverHad() {
    // (0.90 − 0.50) and (0.60 − 0.70)
    assertThat(THREE.forgetting()).hasValueCloseTo(0.15, within(ROUNDING));
  }

  @Test
  void whatStaysTheSameIsNotForgotten() {
    PerformanceMatrix same = new PerformanceMatrix(List.of(List.of(0.7), List.of(0.7, 0.3)));
    assertThat(same.forgetting()).hasValue(0);
    assertThat(same.backwardTransfer()).hasValue(0);
  }

  @Test
  void aSingleTaskCannotBeForgotten() {
    PerformanceMatrix one = new PerformanceMatrix(List.of(List.of(0.7)));
    assertThat(one.average()).isEqualTo(0.7);
    assertThat(one.forgetting()).isEmpty();
    assertThat(one.backwardTransfer()).isEmpty();
  }

  @Test
  void learningAllAtOnceHasAnAverageOnly() {
    PerformanceMatrix joint = new PerformanceMatrix(List.of(List.of(), List.of(0.6, 0.8)));
    assertThat(joint.average()).isEqualTo(0.7, within(ROUNDING));
    assertThat(joint.forgetting()).isEmpty();
    assertThat(joint.backwardTransfer()).isEmpty();
  }

  @Test
  void rowsThatFormNoTriangleAreRefused() {
    assertThatThrownBy(() -> new PerformanceMatrix(List.of(List.of(0.5), List.of(0.5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Row 2 of a performance matrix has 1 scores, but 2 tasks are learned by then");
    assertThatThrownBy(() -> new PerformanceMatrix(List.of(List.of(0.5), List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Row 2");
    assertThatThrownBy(() -> new PerformanceMatrix(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one task at least");
  }

  @Test
  void sourcesAreMixedInEqualShares() {
    assertThat(Interleaving.of(List.of(List.of("a", "b", "c"), List.of("x", "y"))))
        .containsExactly("a", "x", "b", "y", "c", "x");
  }
}
