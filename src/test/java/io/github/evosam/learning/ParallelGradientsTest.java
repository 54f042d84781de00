package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What becomes of a step that fails. */
class ParallelGradientsTest {

  @Test
  void aFailureIsTheCallersWhenNoPartIsAtWorkAnyMore() {
    AtomicBoolean isDone = new AtomicBoolean();
    OutOfMemoryError failure = new OutOfMemoryError("of the first part");
    Supplier<ParallelGradients.Part> failing =
        () -> {
          throw failure;
        };
    Supplier<ParallelGradients.Part> slow =
        () -> {
          pause();
          isDone.set(true);
          throw new IllegalStateException("of the second part");
        };
    try (ParallelGradients gradients = new ParallelGradients()) {
      assertThatThrownBy(() -> gradients.compute(List.of(failing, slow))).isSameAs(failure);
      assertThat(isDone).isTrue();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
