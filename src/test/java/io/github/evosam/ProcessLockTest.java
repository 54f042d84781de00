package io.github.evosam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLockTest {
  @TempDir Path folder;

  @Test
  void oneHolderAtATime() throws Exception {
    Path file = folder.resolve("lock");
    try (ProcessLock lock = ProcessLock.tryTake(file).orElseThrow()) {
      assertThat(ProcessLock.tryTake(file)).isEmpty();
      assertThat(ProcessLock.take(file, Duration.ofMillis(30))).isEmpty();
      assertThat(ProcessLock.tryTake(folder.resolve("other"))).isPresent();
    }
    assertThat(ProcessLock.take(file, Duration.ZERO)).isPresent();
  }

  @Test
  void whoWaitsGetsItWhenItIsGivenBack() throws Exception {
    Path file = folder.resolve("lock");
    ProcessLock lock = ProcessLock.tryTake(file).orElseThrow();
    Thread holder =
        new Thread(
            () -> {
              try (lock) {
                Thread.sleep(50);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    holder.start();
    assertThat(ProcessLock.take(file, Duration.ofSeconds(60))).isPresent();
    holder.join();
  }

  @Test
  void aFolderIsNoLock() throws Exception {
    Path file = Files.createDirectory(folder.resolve("lock"));
    assertThatIOException()
        .isThrownBy(() -> ProcessLock.tryTake(file))
        .withMessageContaining("no ordinary file");
  }
}
