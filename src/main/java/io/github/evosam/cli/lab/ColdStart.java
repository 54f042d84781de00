package io.github.evosam.cli.lab;

import io.github.evosam.DurableFolder;
import io.github.evosam.EvoSamException;
import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.result.LabelledStack;
import io.github.evosam.imagej.result.LabelledStack.PixelKind;
import io.github.evosam.lab.synthetic.BundledImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long the command line takes from nothing to the first mask: a process of its own, with the
 * same Java and libraries as this one, opens the shipped model and segments one click.
 */
final class ColdStart {
  private ColdStart() {}

  /**
   * The median of some starts, milliseconds. The first one brings the files into the system's
   * memory and does not count.
   *
   * @param main the command line's entry point
   * @return empty if this process does not tell how it was started, as inside some hosts
   * @throws EvoSamException if there is no room for the image and its mask, or a start fails
   */
  static OptionalDouble millis(Class<?> main, int repeats) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classPath = System.getProperty("java.class.path", "");
    if (classPath.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      Path folder = Files.createTempDirectory("evosam-start");
      try {
        return OptionalDouble.of(
            median(repeats, folder, List.of(java.toString(), "-cp", classPath, main.getName())));
      } finally {
        DurableFolder.delete(folder);
      }
    } catch (IOException e) {
      throw new EngineException("The start of a process cannot be measured (%s)".formatted(e), e);
    }
  }

  private static double median(int repeats, Path folder, List<String> java) throws IOException {
    new LabelledStack("nuclei", PixelKind.GREY_16, 0.65, 1, BundledImages.nuclei()).write(folder);
    List<String> command = new ArrayList<>(java);
    command.add(1, "-D%s=%s".formatted(EvoSamHome.PROPERTY, folder.resolve("home")));
    command.addAll(
        List.of(
            "segment",
            folder.resolve("nuclei.tif").toString(),
            "--point=100,100",
            "--format=mask",
            "--output=" + folder.resolve("results")));
    List<Double> all = new ArrayList<>();
    for (int i = 0; i <= repeats; i++) {
      all.add(millis(command, folder.resolve("log.txt")));
    }
    List<Double> warm = all.subList(1, all.size()).stream().sorted().toList();
    return warm.get(warm.size() / 2);
  }

  private static double millis(List<String> command, Path log) throws IOException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      int code = process.waitFor();
      if (code != ExitCodes.DONE) {
        throw new EngineException(
            "The command line ended with code %d: %s".formatted(code, Files.readString(log)));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new EngineException("The measurement was interrupted", e);
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
