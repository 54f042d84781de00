package io.github.evosam.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpertStatisticsTest {
  private static final ExpertStatistics SMALL =
      ExpertStatistics.of(List.of(Descriptor.of(3, 4), Descriptor.of(1, 2)));

  @Test
  void countAndSumAreThoseOfTheDescriptors() {
    assertThat(SMALL.count()).isEqualTo(2);
    assertThat(SMALL.dimension()).isEqualTo(2);
    assertThat(SMALL.sum()).containsExactly(4, 6);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void orderOfTheImagesLeavesNoTrace(long seed) {
    List<Descriptor> images = images(seed, 9);
    List<Descriptor> shuffled = new ArrayList<>(images);
    Collections.shuffle(shuffled, new Random(seed));

    ExpertStatistics one = ExpertStatistics.of(images);
    ExpertStatistics other = ExpertStatistics.of(shuffled);

    assertThat(other.descriptors()).isEqualTo(one.descriptors());
    assertThat(other.toArray()).containsExactly(one.toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void arraysBringBackEveryBit(long seed) {
    ExpertStatistics statistics = ExpertStatistics.of(images(seed, 7));

    ExpertStatistics restored = ExpertStatistics.of(statistics.dimension(), statistics.toArray());

    assertThat(restored.descriptors()).isEqualTo(statistics.descriptors());
    assertThat(restored.toArray()).containsExactly(statistics.toArray());
  }

  @Test
  void damagedArraysAndMixedLengthsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExpertStatistics.of(2, new double[3]))
        .withMessageContaining("3 values are no rows of 2 numbers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExpertStatistics.of(2, new double[] {1, Double.NaN}));
    assertThatIllegalArgumentException().isThrownBy(() -> ExpertStatistics.of(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExpertStatistics.of(List.of(Descriptor.of(1, 2), Descriptor.of(1))))
        .withMessageContaining("of 2 and of 1 numbers");
  }

  private static List<Descriptor> images(long seed, int count) {
    SyntheticTasks tasks = new SyntheticTasks(seed, 6);
    return tasks.images(tasks.centre(1), count);
  }
}
