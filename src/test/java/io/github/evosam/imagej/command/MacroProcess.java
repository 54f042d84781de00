package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.model.EvoSamHome;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs macros as a batch user does: in a process of their own, without a screen. */
public final class MacroProcess {
  private MacroProcess() {}

  /**
   * Runs a macro to its end; what it printed.
   *
   * @param home folder of models and experts, in place of the user's
   */
  public static String run(Path home, Path macro, String argument) throws Exception {
    String classPath = System.getProperty("java.class.path");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1", // as the tests themselves
                "-D%s=%s".formatted(EvoSamHome.PROPERTY, home),
                "-cp",
                classPath,
                HeadlessMacro.class.getName(),
                macro.toString(),
                argument));
    for (String entry : classPath.split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString();
      if (!name.startsWith("ij-")
          && !name.startsWith("ij1-patcher")
          && !name.startsWith("javassist")) {
        command.add(entry);
      }
    }
    Path log = Files.createTempFile("macro", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(log);
    Files.delete(log);
    assertThat(ended).as("ended in time: " + text).isTrue();
    return text;
  }
}
