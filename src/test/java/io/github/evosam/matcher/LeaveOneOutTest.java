package io.github.evosam.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The closed forms against really leaving one out, with fewer and with more images than numbers.
 */
class LeaveOneOutTest {
  private static final double BOUND = 1e-8;
  private static final double SHRINKAGE = 0.3;

  @ParameterizedTest
  @CsvSource({"1, 4, 3", "2, 25, 3", "3, 25, 7", "4, 60, 4"})
  void scoresEqualThoseOfTheRegressionOnAllOthers(long seed, int dimension, int experts) {
    RidgeMatcher matcher = new SyntheticTasks(seed, dimension).matcher(experts);
    RidgeRegression regression = matcher.prepare().regression;

    double[][] expected =
        ClosedForm.leaveOneOutScores(ClosedForm.trainingSet(matcher), regression.lambda());

    assertThat(ClosedForm.relativeDifference(ClosedForm.rows(regression.leaveOneOut()), expected))
        .isLessThanOrEqualTo(BOUND);
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 3", "2, 25, 3", "3, 25, 7"})
  void noNeighbouringRegularisationPredictsBetter(long seed, int dimension, int experts) {
    RidgeMatcher matcher = new SyntheticTasks(seed, dimension).matcher(experts);
    StandardisedDescriptors set = ClosedForm.trainingSet(matcher);
    double chosen = matcher.prepare().regression.lambda();

    double press = press(set, chosen);

    assertThat(press)
        .isLessThanOrEqualTo(press(set, chosen * Math.sqrt(10)))
        .isLessThanOrEqualTo(press(set, chosen / Math.sqrt(10)));
  }

  private static double press(StandardisedDescriptors set, double lambda) {
    double[][] scores = ClosedForm.leaveOneOutScores(set, lambda);
    double press = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int k = 0; k < scores[i].length; k++) {
        press += Math.pow(scores[i][k] - (set.owner()[i] == k ? 1 : 0), 2);
      }
    }
    return press;
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 3", "2, 25, 3", "3, 25, 7", "4, 60, 1"})
  void distancesEqualThoseOfTheGaussianOfAllOthers(long seed, int dimension, int experts) {
    StandardisedDescriptors set =
        ClosedForm.trainingSet(new SyntheticTasks(seed, dimension).matcher(experts));

    double[] actual =
        TaskGaussians.fit(set).leaveOneOutDistances(set).stream()
            .flatMapToDouble(java.util.Arrays::stream)
            .toArray();

    assertThat(actual).hasSize(set.images());
    for (int i = 0; i < actual.length; i++) {
      double expected = ClosedForm.distanceWithout(i, set, SHRINKAGE);
      assertThat(actual[i]).as("image %d", i).isCloseTo(expected, within(BOUND * expected));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 30", "2, 200"})
  void oneImageHasNoDistanceWithoutItself(long seed, int dimension) {
    SyntheticTasks tasks = new SyntheticTasks(seed, dimension);
    StandardisedDescriptors set =
        ClosedForm.trainingSet(
            RidgeMatcher.empty()
                .with("many", tasks.expert(tasks.centre(2), 4))
                .with("one", tasks.expert(tasks.centre(2), 1)));

    List<double[]> distances = TaskGaussians.fit(set).leaveOneOutDistances(set);

    assertThat(distances.get(0)).hasSize(4);
    assertThat(distances.get(1)).isEmpty();
  }
}
