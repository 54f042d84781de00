package io.github.evosam.cli;

import io.github.evosam.engine.model.EvoSamHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command line in a process of its own, to be interrupted. */
final class CliProcess {
  private CliProcess() {}

  /**
   * Starts it.
   *
   * @param log takes what it prints
   * @param home folder of models and experts, in place of the user's
   */
  static Process start(Path log, Path home, Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "--add-opens=java.base/java.lang=ALL-UNNAMED", // these three for Spark
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "-D%s=%s".formatted(EvoSamHome.PROPERTY, home),
                "-cp",
                System.getProperty("java.class.path"),
                EvoSam.class.getName()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Whether a result lies in the hidden folder in which results wait for each other. */
  static boolean isWritten(Path output, String name) throws IOException {
    try (Stream<Path> hidden = Files.list(output)) {
      return hidden.anyMatch(stage -> Files.exists(stage.resolve(name)));
    }
  }
}
