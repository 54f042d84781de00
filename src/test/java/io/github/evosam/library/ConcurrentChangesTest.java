package io.github.evosam.library;

import static io.github.evosam.library.TestExperts.described;
import static io.github.evosam.library.TestExperts.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.ProcessLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("starts processes that compete for the disk")
class ConcurrentChangesTest {
  private static final int EACH = 12;

  @TempDir Path folder;

  @Test
  void processesThatAddAtOnceLoseNothingAndReadersNeverSeeHalf() throws Exception {
    Path root = folder.resolve("home");
    Process a = LibraryProcess.start(root, "many", "a", EACH);
    Process b = LibraryProcess.start(root, "many", "b", EACH);
    while (!Files.exists(folder.resolve("a.ready")) || !Files.exists(folder.resolve("b.ready"))) {
      assertThat(a.isAlive() && b.isAlive()).as("both processes start").isTrue();
      Thread.sleep(20);
    }
    Files.createFile(folder.resolve("go"));

    ExpertLibrary library = new ExpertLibrary(root);
    int seen = 0;
    while (a.isAlive() || b.isAlive()) {
      LibraryListing listing = library.list();
      assertThat(listing.damaged()).isEmpty();
      assertThat(listing.experts()).hasSizeGreaterThanOrEqualTo(seen);
      seen = listing.experts().size();
      assertThat(library.verify()).allMatch(ExpertCheck::isSound);
    }

    assertThat(List.of(a.waitFor(), b.waitFor()))
        .as("%s%s", output(a), output(b))
        .containsExactlyInAnyOrder(0, LibraryProcess.WON);
    List<String> expected =
        Stream.concat(
                Stream.of(LibraryProcess.CONTESTED),
                Stream.of("a ", "b ")
                    .flatMap(prefix -> IntStream.range(0, EACH).mapToObj(i -> prefix + i)))
            .toList();
    assertThat(library.list().experts())
        .extracting(Expert::name)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(library.verify()).allMatch(ExpertCheck::isSound);
  }

  private static String output(Process process) throws Exception {
    return new String(process.getInputStream().readAllBytes());
  }

  @Test
  void threadsWithLibrariesOfTheirOwnLoseNothing() throws Exception {
    Path root = folder.resolve("home");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> changes = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int number = i;
        changes.add(threads.submit(() -> change(new ExpertLibrary(root), number)));
      }
      for (Future<?> change : changes) {
        change.get();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(new ExpertLibrary(root).list().experts())
        .extracting(Expert::name)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 16).filter(i -> i % 3 > 0).mapToObj(i -> "new " + i).toList());
  }

  /** On POSIX, a process loses a file's lock when it closes any channel to that file. */
  @Test
  void threadThatGaveUpWaitingDoesNotOpenTheLockToOtherProcesses() throws Exception {
    Path file = folder.resolve(LibraryChange.LOCK);
    try (ProcessLock lock = ProcessLock.tryTake(file).orElseThrow()) {
      assertThat(ProcessLock.take(file, Duration.ofMillis(50))).isEmpty();
      assertThat(LibraryProcess.start(folder, "lock").waitFor())
          .isEqualTo(LibraryProcess.LOCKED_OUT);
    }

    assertThat(LibraryProcess.start(folder, "lock").waitFor()).isZero();
  }

  private static void change(ExpertLibrary library, int number) {
    Expert expert = library.add(described("old " + number), files(number));
    library.annotate(expert.id(), "notes");
    library.rename(expert.id(), "new " + number);
    if (number % 3 == 0) {
      library.remove(expert.id());
    }
  }
}
