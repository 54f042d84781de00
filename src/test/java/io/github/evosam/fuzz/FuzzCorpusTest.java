package io.github.evosam.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fuzzing has found and begun with, tried in every test run. */
class FuzzCorpusTest {
  private static final Path CORPUS = Path.of("src", "test", "resources", "fuzz");

  @ParameterizedTest
  @EnumSource
  void everyFileIsReadOrRefused(Target target) throws IOException {
    try (Stream<Path> files = Files.list(CORPUS.resolve(target.name().toLowerCase(Locale.ROOT)))) {
      for (Path file : files.sorted().toList()) {
        byte[] data = Files.readAllBytes(file);
        assertThatCode(() -> target.readOrRefuse(data)).as("%s", file).doesNotThrowAnyException();
      }
    }
  }
}
