package io.github.evosam.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchingTest {
  @ParameterizedTest
  @CsvSource({"1, 20", "2, 128", "3, 512"})
  void heldOutImagesFindTheirExpert(long seed, int dimension) {
    SyntheticTasks tasks = new SyntheticTasks(seed, dimension);
    double[][] centres = {tasks.centre(2), tasks.centre(2), tasks.centre(2), tasks.centre(2)};
    PreparedMatcher matcher = matcher(tasks, centres, 16);

    int right = 0;
    for (int k = 0; k < centres.length; k++) {
      for (Descriptor image : tasks.images(centres[k], 25)) {
        Match match = matcher.match(image);
        right += chosen(match).map(RankedExpert::id).orElse("none").equals("e" + k) ? 1 : 0;
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(95);
  }

  @ParameterizedTest
  @CsvSource({"1, 20, 4", "2, 128, 4", "3, 512, 4", "4, 128, 1", "5, 512, 1"})
  void nothingFitsAnImageFarFromAllTasks(long seed, int dimension, int experts) {
    SyntheticTasks tasks = new SyntheticTasks(seed, dimension);
    double[][] centres =
        Stream.generate(() -> tasks.centre(2)).limit(experts).toArray(double[][]::new);
    PreparedMatcher matcher = matcher(tasks, centres, 16);

    assertThat(tasks.images(tasks.centre(6), 25))
        .allSatisfy(image -> assertThat(chosen(matcher.match(image))).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"1, 20", "2, 128", "3, 512"})
  void singleExpertTakesItsOwnImagesOnly(long seed, int dimension) {
    SyntheticTasks tasks = new SyntheticTasks(seed, dimension);
    double[] centre = tasks.centre(2);
    PreparedMatcher matcher = matcher(tasks, new double[][] {centre}, 12);

    long own =
        tasks.images(centre, 50).stream()
            .filter(image -> chosen(matcher.match(image)).isPresent())
            .count();

    assertThat(own).isGreaterThanOrEqualTo(45);
    assertThat(tasks.images(tasks.centre(2), 50))
        .allSatisfy(image -> assertThat(chosen(matcher.match(image))).isEmpty());
    assertThat(matcher.match(tasks.images(centre, 1).get(0)).ranking().get(0).confidence())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void singleImageIsEnoughToTellNearFromFar() {
    Descriptor taught = Descriptor.of(10, 20, 5, 8);
    PreparedMatcher matcher =
        RidgeMatcher.empty().with("one", ExpertStatistics.of(List.of(taught))).prepare();

    assertThat(chosen(matcher.match(taught))).isPresent();
    assertThat(chosen(matcher.match(Descriptor.of(11, 19, 5.3, 8.4)))).isPresent();
    assertThat(chosen(matcher.match(Descriptor.of(40, 2, 15, 0)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void threeExpertsOfOneTaskShareItsImages(long seed) {
    SyntheticTasks tasks = new SyntheticTasks(seed, 128);
    double[] same = tasks.centre(2);
    PreparedMatcher matcher =
        matcher(tasks, new double[][] {same, same, same, tasks.centre(2)}, 14);

    for (Descriptor image : tasks.images(same, 20)) {
      Match match = matcher.match(image);
      assertThat(chosen(match)).isPresent();
      assertThat(match.ranking().get(3).id()).isEqualTo("e3");
      assertThat(chosen(match).get().confidence()).isLessThan(0.9);
    }
  }

  @Test
  void copiesOfOneExpertAreEquallyConfident() {
    SyntheticTasks tasks = new SyntheticTasks(1, 40);
    ExpertStatistics statistics = tasks.expert(tasks.centre(2), 12);
    PreparedMatcher matcher =
        RidgeMatcher.empty()
            .with("a", statistics)
            .with("b", statistics)
            .with("other", tasks.expert(tasks.centre(2), 12))
            .prepare();

    List<RankedExpert> ranking = matcher.match(statistics.descriptors().get(0)).ranking();

    assertThat(ranking.get(2).id()).isEqualTo("other");
    assertThat(ranking.get(0).score()).isCloseTo(ranking.get(1).score(), within(1e-9));
    assertThat(ranking.get(0).confidence()).isCloseTo(0.5, within(0.05));
  }

  @Test
  void imagesWithoutAnyDifferenceLeaveAllNumbersFinite() {
    ExpertStatistics same = ExpertStatistics.of(Collections.nCopies(5, Descriptor.of(1, 0, 2)));
    PreparedMatcher matcher = RidgeMatcher.empty().with("a", same).with("b", same).prepare();

    assertThat(matcher.match(Descriptor.of(1, 0, 2)).ranking())
        .allSatisfy(
            expert -> {
              assertThat(expert.score()).isCloseTo(0.5, within(1e-12));
              assertThat(expert.confidence()).isCloseTo(0.5, within(1e-12));
              assertThat(expert.distance()).isCloseTo(0, within(1e-12));
              assertThat(expert.distanceLimit()).isFinite().isPositive();
            });
  }

  @Test
  void descriptorsOfZerosOnlyLeaveAllNumbersFinite() {
    ExpertStatistics zeros = ExpertStatistics.of(Collections.nCopies(3, Descriptor.of(0, 0)));
    PreparedMatcher matcher = RidgeMatcher.empty().with("a", zeros).prepare();

    assertThat(chosen(matcher.match(Descriptor.of(0, 0)))).isPresent();
    assertThat(chosen(matcher.match(Descriptor.of(1e6, 0)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void confidenceFollowsTheScoreAndSumsToOne(long seed) {
    SyntheticTasks tasks = new SyntheticTasks(seed, 64);
    PreparedMatcher matcher =
        matcher(tasks, new double[][] {tasks.centre(1), tasks.centre(1), tasks.centre(1)}, 10);

    for (Descriptor image : tasks.images(tasks.centre(1), 20)) {
      List<RankedExpert> ranking = matcher.match(image).ranking();
      assertThat(ranking).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
      assertThat(ranking)
          .isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
      assertThat(ranking.stream().mapToDouble(RankedExpert::confidence).sum())
          .isCloseTo(1, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void confidenceIsHowOftenTheMatcherIsRight(long seed) {
    SyntheticTasks tasks = new SyntheticTasks(seed, 40);
    double[][] centres = {tasks.centre(0.2), tasks.centre(0.2), tasks.centre(0.2)};
    PreparedMatcher matcher = matcher(tasks, centres, 20);
    List<double[]> sureAndRight = new ArrayList<>();
    for (int k = 0; k < centres.length; k++) {
      for (Descriptor image : tasks.images(centres[k], 300)) {
        RankedExpert first = matcher.match(image).ranking().get(0);
        sureAndRight.add(new double[] {first.confidence(), first.id().equals("e" + k) ? 1 : 0});
      }
    }
    sureAndRight.sort((a, b) -> Double.compare(a[0], b[0]));
    List<double[]> doubtful = sureAndRight.subList(0, 300);
    List<double[]> sure = sureAndRight.subList(600, 900);

    assertThat(average(sure, 1)).isGreaterThan(average(doubtful, 1) + 0.1);
    assertThat(average(sureAndRight, 0)).isCloseTo(average(sureAndRight, 1), within(0.1));
  }

  private static double average(List<double[]> pairs, int which) {
    return pairs.stream().mapToDouble(pair -> pair[which]).average().orElseThrow();
  }

  /** The expert of the highest score, if it fits. */
  private static Optional<RankedExpert> chosen(Match match) {
    return match.ranking().stream().findFirst().filter(RankedExpert::fits);
  }

  @Test
  void descriptorOfAnotherModelIsRefused() {
    PreparedMatcher matcher = new SyntheticTasks(1, 12).matcher(2).prepare();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> matcher.match(Descriptor.of(1, 2)))
        .withMessageContaining("has 2 numbers, but the experts' have 12");
  }

  private static PreparedMatcher matcher(SyntheticTasks tasks, double[][] centres, int images) {
    RidgeMatcher matcher = RidgeMatcher.empty();
    for (int k = 0; k < centres.length; k++) {
      matcher = matcher.with("e" + k, tasks.expert(centres[k], images));
    }
    return matcher.prepare();
  }
}
