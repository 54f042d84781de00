package io.github.evosam.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.PixelSize;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultScoresTest {
  private static final PixelSize MICRONS = new PixelSize(0.5, 0.5, "µm");
  private static final ImageSize SIZE = new ImageSize(8, 6);
  private static final LabelMap EMPTY = LabelMap.of(SIZE, new int[48]);

  @Test
  void aShiftedSquareIsScoredInTheUnitOfItsPixels() {
    // 2 x 2 pixels, moved by one column: 2 of 6 pixels in both; all four of each are outline
    PlaneScores scores = scores(square(1, 1, 2, 1), square(2, 1, 2, 1), Tolerance.parse("0.4"));
    assertThat(scores.dice()).isEqualTo(0.5);
    assertThat(scores.iou()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(scores.hd95()).isEqualTo(0.5);
    assertThat(scores.surfaceDice()).isEqualTo(0.5);
    assertThat(scores.instances().averagePrecision(50)).isZero();
    assertThat(scores(square(1, 1, 2, 1), square(2, 1, 2, 1), Tolerance.parse("1px")).surfaceDice())
        .isEqualTo(1);
  }

  @Test
  void twoEmptyPlanesAgreeInEverything() {
    PlaneScores scores = scores(EMPTY, EMPTY, Tolerance.USUAL);
    assertThat(scores)
        .extracting("dice", "iou", "hd95", "surfaceDice")
        .containsExactly(1., 1., 0., 1.);
    assertThat(scores.instances().meanAveragePrecision()).isEqualTo(1);
  }

  @Test
  void oneEmptyPlaneIsAsFarAsTheImageIsWide() {
    LabelMap square = square(1, 1, 2, 1);
    for (PlaneScores scores :
        List.of(scores(EMPTY, square, Tolerance.USUAL), scores(square, EMPTY, Tolerance.USUAL))) {
      assertThat(scores)
          .extracting("dice", "iou", "hd95", "surfaceDice")
          .containsExactly(0., 0., 5., 0.); // hypot(8, 6) / 2
      assertThat(scores.instances().meanAveragePrecision()).isZero();
    }
  }

  @Test
  void averagePrecisionCountsPairsMissedAndWrongObjects() {
    InstanceScores scores = new InstanceScores(4, 3, List.of(2, 2, 2, 1, 1, 1, 1, 1, 1, 0));
    assertThat(scores.averagePrecision(50)).isEqualTo(2.0 / 5);
    assertThat(scores.averagePrecision(90)).isEqualTo(1.0 / 6);
    assertThat(scores.averagePrecision(95)).isZero();
    assertThat(scores.meanAveragePrecision())
        .isCloseTo((3 * 2.0 / 5 + 6 * 1.0 / 6) / 10, within(1e-12));
    assertThatThrownBy(() -> scores.averagePrecision(52)).hasMessageContaining("52");
  }

  @Test
  void aMaskIsDividedIntoItsPartsAndLabelsAreNot() {
    LabelMap mask = union(square(0, 0, 2, 255), square(5, 3, 2, 255));
    LabelMap labels = union(square(0, 0, 2, 1), square(5, 3, 2, 2));
    assertThat(scores(mask, labels, Tolerance.USUAL).instances().averagePrecision(95)).isEqualTo(1);
    LabelMap oneObject = union(square(0, 0, 2, 1), square(5, 3, 2, 1));
    InstanceScores whole =
        ResultScores.of(
                List.of(oneObject, labels), List.of(labels, labels), MICRONS, Tolerance.USUAL)
            .planes()
            .get(0)
            .instances();
    assertThat(whole.found()).as("of a stack with more labels").isEqualTo(1);
  }

  @Test
  void aSummaryCountsTheObjectsOfAllPlanesTogether() {
    LabelMap two = union(square(0, 0, 2, 1), square(5, 3, 2, 2));
    LabelMap one = square(0, 0, 2, 1);
    ResultScores scores =
        ResultScores.of(List.of(two, one), List.of(two, two), MICRONS, Tolerance.USUAL);
    ScoreSummary summary = ScoreSummary.of(scores.planes());
    assertThat(summary.planes()).isEqualTo(2);
    assertThat(summary.dice()).isCloseTo((1 + 2 * 4 / 12.0) / 2, within(1e-12));
    assertThat(summary.instances().averagePrecision(50)).isEqualTo(3.0 / 4);
    assertThat(ScoreSummary.of(List.of()).dice()).isNaN();
  }

  @Test
  void numbersOfPlanesMustAgree() {
    assertThatThrownBy(() -> ResultScores.of(List.of(EMPTY), List.of(), MICRONS, Tolerance.USUAL))
        .hasMessageContaining("1 and 0 planes");
  }

  @Test
  void aToleranceIsANumberOrPixels() {
    assertThat(Tolerance.parse("0.25").in(MICRONS)).isEqualTo(0.25);
    assertThat(Tolerance.parse(" 3 px").in(MICRONS)).isEqualTo(1.5);
    assertThat(Tolerance.parse("3px")).hasToString("3px");
    for (String wrong : List.of("", "-1", "2,5", "two", "1e3", "NaN", "2 mm")) {
      assertThatThrownBy(() -> Tolerance.parse(wrong)).hasMessageContaining("tolerance=" + wrong);
    }
  }

  private static PlaneScores scores(LabelMap found, LabelMap truth, Tolerance tolerance) {
    return ResultScores.of(List.of(found), List.of(truth), MICRONS, tolerance).planes().get(0);
  }

  private static LabelMap square(int left, int top, int side, int label) {
    int[] labels = new int[48];
    for (int i = 0; i < side * side; i++) {
      labels[(top + i / side) * 8 + left + i % side] = label;
    }
    return LabelMap.of(SIZE, labels);
  }

  private static LabelMap union(LabelMap a, LabelMap b) {
    int[] labels = a.toArray();
    int[] more = b.toArray();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Math.max(labels[i], more[i]);
    }
    return LabelMap.of(SIZE, labels);
  }
}
