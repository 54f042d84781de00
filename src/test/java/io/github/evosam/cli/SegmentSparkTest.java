package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.io.FileSaver;
import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.engine.model.ComputeThreads;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.image.BigDiscs;
import io.github.evosam.spark.LocalSpark;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentSparkTest {
  private static final Path MODEL =
      Path.of("src/test/resources/fixtures/pyramid_micro.safetensors");

  @TempDir private Path folder;

  @Test
  void withoutSparkOneSentenceSaysSo() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    Path log = folder.resolve("log.txt");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-D%s=%s".formatted(EvoSamHome.PROPERTY, folder.resolve("home")),
            "-cp",
            classPathWithoutSpark(),
            EvoSam.class.getName(),
            "segment",
            images.toString(),
            "--everything",
            "--spark=local[1]");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();

    assertThat(process.waitFor()).isEqualTo(ExitCodes.ENVIRONMENT);
    assertThat(Files.readString(log)).contains("Spark is not on the class path", "docs/spark.md");
  }

  @Test
  void whatIsNotSharedOutIsRefusedInOneSentence() {
    assertUsage("one big image", "a.tif", "b.tif", "--everything", "--spark=local[1]");
    assertUsage("one big image", "a.tif", "--point=1,1", "--spark=local[1]");
    assertUsage("one big image", "a.tif", "--roi=a.zip", "--spark=local[1]");
    assertUsage("by one process", "a.tif", "--expert=discs", "--spark=local[1]");
    assertUsage("which Spark", "a.tif", "--everything", "--spark");
  }

  private static void assertUsage(String sentence, String... arguments) {
    StringWriter err = new StringWriter();
    int code =
        EvoSam.commandLine()
            .setErr(new PrintWriter(err))
            .execute(
                Stream.concat(Stream.of("segment"), Stream.of(arguments)).toArray(String[]::new));
    assertThat(code).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains(sentence);
  }

  @Test
  void aBigImageGivesTheFilesOfOneProcess() throws Exception {
    Path file = folder.resolve("big.tif");
    new FileSaver(BigDiscs.inMemory("big")).saveAsTiff(file.toString());
    Path results = folder.resolve("results");

    JsonObject alone = segment(file, results);
    Map<String, byte[]> filesAlone = contents(results);
    JsonObject shared;
    try (LocalSpark local = new LocalSpark()) {
      shared = segment(file, results, "--spark=local[2]");
    }

    assertThat(shared).isEqualTo(alone);
    assertThat(filesAlone).hasSize(5).containsKey("big-origin.json");
    assertThat(contents(results)).containsExactlyInAnyOrderEntriesOf(filesAlone);
  }

  @Test
  void aWorkThatFailsLeavesNothing() throws Exception {
    Path file = folder.resolve("big.tif");
    new FileSaver(BigDiscs.inMemory("big")).saveAsTiff(file.toString());
    Path results = folder.resolve("results");
    StringWriter err = new StringWriter();
    int code;
    System.setProperty("spark.driver.maxResultSize", "1k"); // the objects of a block are more
    try (LocalSpark local = new LocalSpark()) {
      code =
          execute(
              new PrintWriter(Writer.nullWriter()),
              new PrintWriter(err),
              file,
              results,
              "--spark=local[2]");
    } finally {
      System.clearProperty("spark.driver.maxResultSize");
    }
    assertThat(code).isEqualTo(ExitCodes.SOME_FAILED);
    assertThat(err.toString())
        .contains("Spark gave up", "big.tif", "nothing was written", "spark.driver.maxResultSize");
    assertThat(results).isEmptyDirectory();
  }

  private static JsonObject segment(Path file, Path output, String... more) {
    StringWriter out = new StringWriter();
    int code =
        execute(new PrintWriter(out), new PrintWriter(Writer.nullWriter()), file, output, more);
    assertThat(code).isEqualTo(ExitCodes.DONE);
    return JsonParser.parseString(out.toString()).getAsJsonObject();
  }

  /** Each layer of the network on one thread, as in a task. */
  private static int execute(
      PrintWriter out, PrintWriter err, Path file, Path output, String... more) {
    String[] usual = {
      "segment",
      file.toString(),
      "--everything",
      "--expert=none",
      "--model=" + MODEL,
      "--format=labels,mask,rois,overlay",
      "--output=" + output,
      "--json"
    };
    String[] arguments = Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new);
    return ComputeThreads.during(
        1, () -> EvoSam.commandLine().setOut(out).setErr(err).execute(arguments));
  }

  private static Map<String, byte[]> contents(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  @Test
  void promptsGivenAsOptionsAreRefused() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    StringWriter err = new StringWriter();

    int code =
        EvoSam.commandLine()
            .setErr(new PrintWriter(err))
            .execute("segment", images.toString(), "--point=1,1", "--spark=local[1]");

    assertThat(code).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("--spark is for a folder", "ROI files");
  }

  private static String classPathWithoutSpark() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("org/apache/spark") && !entry.contains("scala-library"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
