package io.github.evosam.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.engine.model.EngineException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class OrderedTasksTest {
  @Test
  void resultsComeInOrderAndAStoppedSparkIsToldInOneSentence() {
    try (LocalSpark local = new LocalSpark();
        JavaSparkContext context = Clusters.connect(Optional.of("local[2]"));
        OrderedTasks<Integer, Integer> tasks =
            new OrderedTasks<>(
                context, "cells.tif", IntStream.range(0, 90).iterator(), OrderedTasksTest::slow)) {
      List<Integer> first = IntStream.range(0, 12).mapToObj(i -> tasks.next(() -> {})).toList();
      assertThat(first).isEqualTo(IntStream.range(0, 12).map(i -> i * i).boxed().toList());

      context.stop();
      assertThatThrownBy(() -> IntStream.range(12, 90).forEach(i -> tasks.next(() -> {})))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("cells.tif")
          .hasMessageNotContaining("\n");
    }
  }

  /** Takes the longer, the earlier it is among four. */
  private static int slow(int i) throws InterruptedException {
    Thread.sleep(20 * (3 - i % 4));
    return i * i;
  }
}
