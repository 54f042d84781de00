package io.github.evosam.library;

import static io.github.evosam.library.TestExperts.check;
import static io.github.evosam.library.TestExperts.described;
import static io.github.evosam.library.TestExperts.files;
import static io.github.evosam.library.TestExperts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evosam.ProcessLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that are killed, or fail for want of space, before each of their steps. */
class InterruptedChangeTest {
  private static final int MOST_STEPS = 40;

  @TempDir Path folder;

  @Test
  void firstSaveKilledAtAnyStepLeavesALibraryThatOpens() throws Exception {
    int steps = 0;
    for (; killed(root(steps), steps, "add", "New"); steps++) {
      assertOldOrNew(root(steps), Map.of(), "New");
    }

    assertThat(steps).isGreaterThan(15); // 3 tensors and pictures, manifest, format, folders
    assertThat(names(root(steps))).containsExactly("New");
  }

  @Test
  void renamingKilledAtAnyStepLeavesTheOldOrTheNewName() throws Exception {
    Path root = folder.resolve("home");
    Expert expert = library(root).add(described("Old"), files(1));
    int steps = 0;
    for (; killed(root, steps, "rename", expert.id()); steps++) {
      assertThat(names(root)).containsExactly("Old");
      library(root).annotate(expert.id(), "step " + steps);
      assertNoLeftovers(root);
    }

    assertThat(steps).isEqualTo(3);
    assertThat(names(root)).containsExactly("renamed");
    assertThat(library(root).find("renamed").manifest().description().notes()).isEqualTo("step 2");
  }

  @Test
  void removalKilledAtAnyStepRemovesAllOrNothing() throws Exception {
    int steps = 0;
    while (true) {
      Path root = root(steps);
      Expert kept = library(root).add(described("Kept"), files(1));
      Map<String, String> before = snapshot(root);
      Expert removed = library(root).add(described("Removed"), files(2));
      boolean killed = killed(root, steps, "remove", removed.id());
      assertThat(library(root).list().damaged()).isEmpty();
      if (names(root).contains("Removed")) {
        assertThat(check(library(root), removed.id()).isSound()).isTrue();
        library(root).remove(removed.id());
      } else {
        library(root).annotate(kept.id(), "first notes");
      }
      assertThat(snapshot(root)).as("killed before step %d", steps).isEqualTo(before);
      if (!killed) {
        break;
      }
      steps++;
    }
    assertThat(steps).isEqualTo(7); // move, force, four files, folder
  }

  @Test
  void importKilledAtAnyStepImportsAllOrNothing() throws Exception {
    ExpertLibrary source = library(folder.resolve("source"));
    Expert expert = source.add(described("New"), files(2));
    Path file = folder.resolve("new.evosam");
    source.exportTo(expert.id(), file, true);
    Path root = folder.resolve("home");
    Expert kept = library(root).add(described("Kept"), files(1));
    Map<String, String> before = snapshot(root);
    int steps = 0;
    for (; killed(root, steps, "import", file); steps++) {
      assertOldOrNew(root, before, "New");
      library(root).list().experts().stream()
          .filter(e -> !e.id().equals(kept.id()))
          .forEach(e -> library(root).remove(e.id()));
      assertThat(snapshot(root)).isEqualTo(before);
    }

    assertThat(steps).isGreaterThan(12);
    assertThat(names(root)).containsExactly("Kept", "New");
  }

  @Test
  void fullDiskLeavesTheLibraryAsItWas() throws IOException {
    Path root = folder.resolve("home");
    Expert kept = library(root).add(described("Kept"), files(1));
    Path file = folder.resolve("kept.evosam");
    library(root).exportTo(kept.id(), file, true);

    assertFailsWhole(root, library -> library.add(described("New"), files(2)));
    assertFailsWhole(root, library -> library.rename(kept.id(), "Renamed"));
    assertFailsWhole(root, library -> library.annotate(kept.id(), "new"));
    assertFailsWhole(root, library -> library.remove(kept.id()));
    assertFailsWhole(
        folder.resolve("other"), library -> library.importFrom(file, Optional.empty()));
  }

  /** Makes a change while the disk is full from step k on, for every k. */
  private void assertFailsWhole(Path root, Consumer<ExpertLibrary> change) throws IOException {
    library(root).remove(library(root).add(described("makes the folders"), files(9)).id());
    Map<String, String> before = snapshot(root);
    int failures = 0;
    for (int full = 0; full < MOST_STEPS; full++) {
      List<String> steps = new ArrayList<>();
      ExpertLibrary library = library(root, fullFrom(full, steps));
      try {
        change.accept(library);
        assertThat(snapshot(root)).isNotEqualTo(before);
        assertThat(library(root).verify()).allMatch(ExpertCheck::isSound);
        assertThat(failures).isPositive();
        assertNoLeftovers(root);
        return;
      } catch (LibraryException e) {
        failures++;
        assertThat(e)
            .hasMessageContainingAll(root.toString(), "No space left", "check the disk's free");
        assertThat(snapshot(root)).as("disk full from %s", steps).isEqualTo(before);
      }
    }
    throw new AssertionError("The change never succeeded");
  }

  /** A full disk still deletes. */
  private static Disk fullFrom(int step, List<String> seen) {
    return new Disk(
        change -> {
          seen.add(change);
          if (seen.size() > step && !change.startsWith("delete")) {
            throw new IOException("No space left on device");
          }
        });
  }

  @Test
  void libraryInUseForTooLongIsNamed() throws IOException {
    Path root = folder.resolve("home");
    library(root).add(described("Old"), files(1));
    Map<String, String> before = snapshot(root);
    ExpertLibrary impatient = new ExpertLibrary(root, Disk.PLAIN, Duration.ofMillis(50));

    try (ProcessLock lock = ProcessLock.tryTake(root.resolve(LibraryChange.LOCK)).orElseThrow()) {
      assertThatThrownBy(() -> impatient.add(described("New"), files(2)))
          .isInstanceOf(LibraryException.class)
          .hasMessageContainingAll(root.toString(), "in use by another EvoSAM");
      assertThat(impatient.list().experts()).hasSize(1);
    }

    assertThat(snapshot(root)).isEqualTo(before);
    impatient.add(described("New"), files(2));
  }

  private static boolean killed(Path root, int step, Object... change) throws Exception {
    assertThat(step).as("steps").isLessThan(MOST_STEPS);
    return LibraryProcess.runKilledAt(root, step, change) == LibraryProcess.KILLED;
  }

  /**
   * What was there is unchanged; the new expert is whole or not there; the next change cleans up.
   */
  private static void assertOldOrNew(Path root, Map<String, String> before, String name)
      throws IOException {
    ExpertLibrary library = library(root);
    assertThat(library.list().damaged()).isEmpty();
    assertThat(library.verify()).allMatch(ExpertCheck::isSound);
    if (Files.exists(root)) {
      assertThat(snapshot(root)).containsAllEntriesOf(before);
    }
    boolean there = names(root).contains(name);
    Expert next = library.add(described(there ? "next" : name), files(3));
    library.remove(next.id());
    assertThat(names(root).contains(name)).isEqualTo(there);
    assertNoLeftovers(root);
  }

  private static void assertNoLeftovers(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      assertThat(paths.map(path -> path.getFileName().toString()))
          .filteredOn(name -> name.startsWith(".") && !name.equals(".lock"))
          .isEmpty();
    }
  }

  private static List<String> names(Path root) {
    return library(root).list().experts().stream().map(Expert::name).toList();
  }

  private Path root(int step) {
    return folder.resolve("home" + step);
  }

  private static ExpertLibrary library(Path root) {
    return library(root, Disk.PLAIN);
  }

  private static ExpertLibrary library(Path root, Disk disk) {
    return new ExpertLibrary(root, disk, Duration.ofSeconds(60));
  }
}
