package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.sam.task.WorkingScale;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleBatchesTest {
  private static final int SIDE = 64;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 14, 16})
  void eachImageIsSeenAndAskedAboutAsOftenAsTheOthers(int images) {
    List<LabelledPlane> all = Collections.nCopies(images, BrightSquare.at(30, 12));
    SampleBatches batches =
        new SampleBatches(
            new ExpertSamples(all, SIDE),
            WorkingScale.whole(SIDE),
            new OptimizerOptions(400, Duration.ofMinutes(1), 4, 1e-3f, 1));

    assertThat(counts(batches::seen, images)).hasSize(images).allSatisfy(SampleBatchesTest::fair);
    assertThat(counts(batches::asked, images)).hasSize(images).allSatisfy(SampleBatchesTest::fair);
  }

  /** Uses of each image, times the number of images, in as many steps as give each 16 turns. */
  private static Map<Integer, Integer> counts(
      BiFunction<Long, Integer, List<Integer>> numbers, int images) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (long step = 1; step <= 16L * images; step++) {
      for (int part = 0; part < ParallelGradients.PARTS; part++) {
        numbers.apply(step, part).forEach(image -> counts.merge(image, 1, Integer::sum));
      }
    }
    return counts;
  }

  private static void fair(int image, int uses) {
    assertThat(uses).as("image %d", image).isIn(64, 16);
  }
}
