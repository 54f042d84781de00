package io.github.evosam.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RidgeMatcherTest {
  private static final double BOUND = 1e-8;

  /** More images than numbers, as many, and fewer; near and far from 0. */
  @ParameterizedTest
  @CsvSource({"1, 5, 3, 2", "2, 20, 4, 2", "3, 60, 4, 2", "4, 200, 6, 2", "5, 40, 5, 50"})
  void weightsEqualTheClosedFormOnAllDataAtOnce(
      long seed, int dimension, int experts, double distance) {
    SyntheticTasks tasks = new SyntheticTasks(seed, dimension);
    RidgeMatcher matcher = RidgeMatcher.empty();
    List<ExpertStatistics> all = new ArrayList<>();
    for (int k = 0; k < experts; k++) {
      all.add(tasks.expert(tasks.centre(distance), 4 + k));
      matcher = matcher.with("e" + k, all.get(k));
    }
    RidgeRegression regression = matcher.prepare().regression;

    double[][] expected = ClosedForm.weights(all, regression.lambda());

    assertThat(ClosedForm.relativeDifference(ClosedForm.rows(regression.weights()), expected))
        .isLessThanOrEqualTo(BOUND);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyOrderAndAnyDetourGiveTheSameBits(long seed) {
    RidgeMatcher straight = new SyntheticTasks(seed, 30).matcher(6);
    RidgeMatcher detour = detour(straight, new Random(seed));

    assertThat(remembered(detour)).isEqualTo(remembered(straight));
    PreparedMatcher one = straight.prepare();
    PreparedMatcher other = detour.prepare();
    assertThat(weights(other)).isDeepEqualTo(weights(one));
    assertThat(ClosedForm.rows(other.regression.leaveOneOut()))
        .isDeepEqualTo(ClosedForm.rows(one.regression.leaveOneOut()));
    Descriptor image = straight.experts.get("e3").descriptors().get(0);
    assertThat(other.match(image)).isEqualTo(one.match(image));
  }

  private static Map<String, List<Descriptor>> remembered(RidgeMatcher matcher) {
    Map<String, List<Descriptor>> remembered = new TreeMap<>();
    matcher.experts.forEach((id, statistics) -> remembered.put(id, statistics.descriptors()));
    return remembered;
  }

  private static double[][] weights(PreparedMatcher matcher) {
    return ClosedForm.rows(matcher.regression.weights());
  }

  /** The same experts in another order, others in between that are removed again. */
  private static RidgeMatcher detour(RidgeMatcher straight, Random random) {
    SyntheticTasks others = new SyntheticTasks(random.nextLong(), 30);
    List<String> ids = new ArrayList<>(straight.experts.keySet());
    Collections.shuffle(ids, random);
    RidgeMatcher matcher = RidgeMatcher.empty();
    for (String id : ids) {
      matcher = matcher.with("x" + id, others.expert(others.centre(3), 4));
      matcher = matcher.with(id, straight.experts.get(id));
    }
    Collections.shuffle(ids, random);
    for (String id : ids) {
      matcher = matcher.without("x" + id);
    }
    return matcher;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void importedStatisticsGiveTheSameBits(long seed) {
    RidgeMatcher original = new SyntheticTasks(seed, 12).matcher(4);
    RidgeMatcher imported = RidgeMatcher.empty();
    for (String id : original.experts.keySet()) {
      imported = imported.with(id, ExpertStatistics.of(12, original.experts.get(id).toArray()));
    }

    assertThat(weights(imported.prepare())).isDeepEqualTo(weights(original.prepare()));
  }

  @Test
  void anotherExpertChangesTheWeights() {
    RidgeMatcher three = new SyntheticTasks(1, 12).matcher(3);
    SyntheticTasks tasks = new SyntheticTasks(2, 12);

    RidgeMatcher four = three.with("x", tasks.expert(tasks.centre(2), 5));

    assertThat(weights(four.prepare())[0]).isNotEqualTo(weights(three.prepare())[0]);
    assertThat(three.experts.keySet()).containsExactly("e0", "e1", "e2");
  }

  @Test
  void emptyMatcherCannotBePrepared() {
    assertThatIllegalStateException().isThrownBy(RidgeMatcher.empty()::prepare);
  }

  @Test
  void takenUnknownAndForeignExpertsAreRefused() {
    RidgeMatcher matcher = new SyntheticTasks(1, 12).matcher(2);
    SyntheticTasks foreign = new SyntheticTasks(1, 13);
    ExpertStatistics statistics = matcher.experts.get("e0");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> matcher.with("e1", statistics))
        .withMessageContaining("'e1' already");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> matcher.without("e7"))
        .withMessageContaining("no expert 'e7'")
        .withMessageContaining("[e0, e1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> matcher.with("x", foreign.expert(foreign.centre(1), 3)))
        .withMessageContaining("13 numbers, but expert 'e0' has 12");
  }
}
