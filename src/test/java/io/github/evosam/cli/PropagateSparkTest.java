package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.PaintedSource;
import io.github.evosam.engine.model.ComputeThreads;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.spark.LocalSpark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropagateSparkTest {
  private static final Path MODEL =
      Path.of("src/test/resources/fixtures/pyramid_micro.safetensors");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String homeBefore;

  @BeforeEach
  void useOwnHome() {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve("home").toString());
  }

  @AfterEach
  void restoreHome() {
    HomeSetting.restore(homeBefore);
  }

  @ParameterizedTest
  @CsvSource({
    "--spark=local[1] --box=1,1,9,9, leave out --spark",
    "--spark=local[1] --roi=cells.zip, leave out --spark",
    "--spark --everything, which Spark"
  })
  void whatIsNotSharedOutIsRefusedInOneSentence(String arguments, String sentence) {
    assertThat(run("cells.tif", arguments.split(" "))).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains(sentence);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aMasterThatIsNoneIsNamed() throws IOException {
    String cells = stack("cells", 2).toString();
    assertThat(run(cells, "--everything", "--spark=nonsense")).isEqualTo(ExitCodes.SOME_FAILED);
    assertThat(err.toString())
        .contains("Spark at 'nonsense' cannot be used", "check --spark")
        .doesNotContain("please report");
  }

  @Test
  void stacksGiveTheFilesOfOneProcess() throws IOException {
    String cells = stack("cells", 3).toString();
    String other = stack("other", 2).toString();
    String[] usual = {other, "--everything", "--json"};
    assertThat(ComputeThreads.during(1, () -> run(cells, usual))).as(err.toString()).isZero();
    String document = out.toString();
    Map<String, byte[]> expected = contents();
    out.getBuffer().setLength(0);
    try (LocalSpark local = new LocalSpark()) {
      assertThat(run(cells, other, "--everything", "--json", "--spark=local[2]")).isZero();
    }
    assertThat(JsonParser.parseString(out.toString())).isEqualTo(JsonParser.parseString(document));
    assertThat(expected).hasSize(6).containsKey("other-origin.json");
    assertThat(contents()).containsExactlyInAnyOrderEntriesOf(expected);
  }

  @Test
  void interruptedItLeavesNothing() throws Exception {
    Path file = stack("long", 300);
    Path output = Files.createDirectories(folder.resolve("out"));
    Path log = folder.resolve("log.txt");
    Process process =
        CliProcess.start(
            log,
            folder.resolve("home"),
            "propagate",
            file,
            "--everything",
            "--model",
            MODEL,
            "--output",
            output,
            "--spark=local[1]");
    while (process.isAlive() && !CliProcess.isWritten(output, "long-labels.tif")) {
      Thread.sleep(5);
    }
    process.destroy(); // as Ctrl-C does
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(log).content().contains("Interrupted before its results were there");
    assertThat(output).isEmptyDirectory();
  }

  private Path stack(String name, int slices) {
    ImageStack pixels = new ImageStack(96, 80);
    for (int slice = 0; slice < slices; slice++) {
      ByteProcessor plane = new ByteProcessor(pixels.getWidth(), pixels.getHeight());
      for (int i = 0; i < plane.getPixelCount(); i++) {
        int x = i % pixels.getWidth() + 2 * slice;
        plane.set(i, PaintedSource.level(x, i / pixels.getWidth()));
      }
      pixels.addSlice(plane);
    }
    Path file = folder.resolve(name + ".tif");
    new FileSaver(new ImagePlus(name, pixels)).saveAsTiffStack(file.toString());
    return file;
  }

  private int run(String stack, String... more) {
    String[] usual = {
      "propagate", stack, "--model=" + MODEL, "--device=cpu", "--output=" + folder.resolve("out")
    };
    return EvoSam.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
  }

  /** All result files, which are taken away. */
  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      for (Path result : files.toList()) {
        contents.put(result.getFileName().toString(), Files.readAllBytes(result));
        Files.delete(result);
      }
    }
    return contents;
  }
}
