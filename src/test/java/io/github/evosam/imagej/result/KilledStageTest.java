package io.github.evosam.imagej.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that put results in place over and over, killed at random. The number of kills is small
 * in every test run; {@code -Devosam.kills=500} asks for more.
 */
class KilledStageTest {
  private static final int FILES = 6;
  private static final int KILLS = Integer.getInteger("evosam.kills", 12);

  @TempDir private Path folder;

  @Test
  void resultsAreTogetherAndNothingIsLeftAfterTheNextStart() throws Exception {
    Random random = new Random(7);
    int changed = 0;
    Set<String> before = Set.of();
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start();
      process.getInputStream().read(); // it has begun
      process.waitFor(random.nextInt(500), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();

      StagedFolder.in(folder).close(); // the next start

      Set<String> contents = contents();
      assertThat(contents).as("after kill %d", kill).hasSizeLessThanOrEqualTo(1);
      changed += contents.equals(before) ? 0 : 1;
      before = contents;
    }
    assertThat(changed).as("runs that put something in place").isPositive();
  }

  /** The different contents of the results, of which all of one run have the same. */
  private Set<String> contents() throws IOException {
    Set<String> contents = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(file.getFileName().toString()).matches("result-\\d");
        contents.add(Files.readString(file));
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.count()).isIn(0L, (long) FILES);
    }
    return contents;
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Replaces the results until it is killed, or for a second. */
  static final class Writer {
    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      StagedFolder.in(folder).close();
      System.out.write('x');
      System.out.flush();
      long end = System.nanoTime() + 1_000_000_000;
      for (int run = 0; System.nanoTime() < end; run++) {
        try (StagedFolder stage = StagedFolder.in(folder)) {
          for (int i = 0; i < FILES; i++) {
            Files.writeString(
                stage.folder().resolve("result-" + i), ProcessHandle.current().pid() + " " + run);
          }
          stage.publish();
        }
      }
    }
  }
}
