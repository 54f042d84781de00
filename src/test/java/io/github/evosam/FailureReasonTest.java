package io.github.evosam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class FailureReasonTest {
  @Test
  void whatIsExpectedSaysItselfWhatToDo() {
    assertThat(FailureReason.of(new IllegalArgumentException("a"))).isEqualTo("a");
    assertThat(FailureReason.of(new EvoSamException("b", null))).isEqualTo("b");
    assertThat(FailureReason.of(new CancellationException("c"))).isEqualTo("c");
    assertThat(FailureReason.of(new OutOfMemoryError()))
        .contains("MB of memory", "-Xmx", "Edit > Options");
    assertThat(FailureReason.of(new IllegalStateException("d")))
        .contains("unexpected", "report", "IllegalStateException: d");
  }

  @Test
  void anAttemptFailsOfWhatIsExpectedOnly() {
    assertThat(FailureReason.attempt(() -> {})).isEmpty();
    assertThat(
            FailureReason.attempt(
                () -> {
                  throw new EvoSamException("no such file", null);
                }))
        .contains("no such file");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                FailureReason.attempt(
                    () -> {
                      throw new CancellationException("Cancelled");
                    }));
  }
}
