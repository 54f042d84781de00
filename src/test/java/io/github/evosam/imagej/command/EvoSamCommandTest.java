package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.evosam.EvoSamException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scijava.plugin.Parameter;

class EvoSamCommandTest {
  /** Fails as it is told. */
  private static final class Failing extends EvoSamCommand {
    private final Runnable work;
    private final List<String> traces = new ArrayList<>();

    @Parameter(label = "Share", max = "1", min = "0")
    private double share;

    Failing(Runnable work) {
      super("EvoSAM Test");
      this.work = work;
    }

    @Override
    protected void work() {
      work.run();
    }

    @Override
    protected void failed(String reason) {
      traces.add(reason);
    }
  }

  @Test
  void aMacroLearnsFromTheLastRunWhetherItWentWell() {
    command(
            () -> {
              throw new EvoSamException("no such file", null);
            })
        .run();
    assertThat(LastRun.error()).isEqualTo("no such file");
    assertThat(LastRun.command()).isEqualTo("EvoSAM Test");
    command(() -> {}).run();
    assertThat(LastRun.error()).isEmpty();
  }

  @Test
  void aFailureThatNobodyExpectedLeavesItsTraceToo() {
    Failing command =
        command(
            () -> {
              throw new IllegalStateException("broken");
            });
    assertThatIllegalStateException().isThrownBy(command::run);
    assertThat(command.traces).singleElement().asString().contains("broken", "report it");
    assertThat(command.isCanceled()).isTrue();
    assertThat(LastRun.error()).contains("broken");
  }

  @Test
  void whoLooksOnIsNotToldByWindowsForMacros() {
    Failing command =
        command(
            () -> {
              throw new IllegalArgumentException("no such file");
            });
    command.attend();
    command.run();
    assertThat(command.getCancelReason()).isEqualTo("no such file");
    assertThat(command.traces).isEmpty();
    assertThat(LastRun.error()).isEqualTo("no such file");
  }

  @Test
  void tooLittleMemoryIsSaidInASentence() {
    Failing command =
        command(
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });
    command.run();
    assertThat(command.getCancelReason()).contains("MB of memory", "Edit > Options");
    assertThat(command.traces).containsExactly(command.getCancelReason());
  }

  @Test
  void valuesThatAScriptSetsAreCheckedBeforeAnythingIsDone() {
    List<String> done = new ArrayList<>();
    Failing command = command(() -> done.add("work"));
    command.share = 3;
    command.run();
    assertThat(command.getCancelReason()).contains("share=3.0", "0..1");
    assertThat(done).isEmpty();
  }

  private static Failing command(Runnable work) {
    return new Failing(work);
  }
}
