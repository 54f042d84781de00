package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.engine.model.EvoSamHome;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs macros in a process of their own: without a screen as a batch user, or with windows. */
public final class MacroProcess {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private MacroProcess() {}

  /**
   * Runs a macro without a screen to its end; what it printed.
   *
   * @param home folder of models and experts, in place of the user's
   */
  public static String run(Path home, Path macro, String argument) throws Exception {
    List<String> command = java(home, "-Djava.awt.headless=true");
    command.addAll(List.of(HeadlessMacro.class.getName(), macro.toString(), argument));
    for (String entry : CLASS_PATH.split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString();
      if (!name.startsWith("ij-")
          && !name.startsWith("ij1-patcher")
          && !name.startsWith("javassist")) {
        command.add(entry);
      }
    }
    return finished(command);
  }

  /**
   * Runs a macro in plain ImageJ with its windows to its end; what the log says, see {@link
   * WindowedMacro}. Needs a display.
   *
   * @param home folder of models and experts, in place of the user's
   */
  public static String runInWindows(Path home, Path macro, String argument) throws Exception {
    List<String> command = java(home, "-Djava.awt.headless=false");
    command.addAll(List.of(WindowedMacro.class.getName(), macro.toString(), argument));
    return finished(command);
  }

  private static List<String> java(Path home, String screen) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            screen,
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1", // as the tests themselves
            "-D%s=%s".formatted(EvoSamHome.PROPERTY, home),
            "-cp",
            CLASS_PATH));
  }

  private static String finished(List<String> command) throws Exception {
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
