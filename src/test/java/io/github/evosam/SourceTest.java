package io.github.evosam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what only the source text shows. */
class SourceTest {
  private static final Path MAIN = Path.of("src", "main", "java");
  private static final int MOST_LINES = 400;
  private static final Pattern ENGINE_NAME =
      Pattern.compile("\"(PyTorch|TensorFlow|OnnxRuntime|MXNet)\"");

  @Test
  void everyPackageSaysWhatLivesThere() throws IOException {
    List<Path> silent =
        sources()
            .map(Path::getParent)
            .distinct()
            .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
            .toList();
    assertThat(silent).as("packages without package-info.java").isEmpty();
  }

  @Test
  void noFileIsLongerThanAReaderCanBear() throws IOException {
    List<Path> tooLong = sources().filter(file -> lines(file).size() > MOST_LINES).toList();
    assertThat(tooLong).as("files of more than %d lines", MOST_LINES).isEmpty();
  }

  @Test
  void engineNamesStayInEngineAndNn() throws IOException {
    List<Path> naming =
        sources()
            .filter(file -> !file.startsWith(folder("engine")) && !file.startsWith(folder("nn")))
            .filter(file -> lines(file).stream().anyMatch(ENGINE_NAME.asPredicate()))
            .toList();
    assertThat(naming).as("files that name a DJL engine").isEmpty();
  }

  private static Path folder(String packageName) {
    return MAIN.resolve(Path.of("io", "github", "evosam", packageName));
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).isNotEmpty();
      return sources.stream();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new AssertionError("Cannot read " + file, e);
    }
  }
}
