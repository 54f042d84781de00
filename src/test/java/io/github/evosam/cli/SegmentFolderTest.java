package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.model.EvoSamHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SegmentFolderTest {
  private static final int KILL_WITHIN_MINUTES = 3;

  @TempDir private Path folder;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private Path images;
  private Path model;
  private String homeBefore;

  @BeforeEach
  void prepare() throws IOException {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve("home").toString());
    model = TinyModel.write(folder, 3);
    images = Files.createDirectories(folder.resolve("images"));
  }

  @AfterEach
  void restoreHome() {
    HomeSetting.restore(homeBefore);
  }

  @Test
  void aFolderWithABrokenFileEndsWithCode1AndGoesOnWhenItIsMended() throws Exception {
    image("a", 1);
    RoiEncoder.save(new Roi(5, 5, 20, 20), images.resolve("a.roi").toString());
    image("b", 2);
    byte[] whole = Files.readAllBytes(images.resolve("b.png"));
    Files.write(images.resolve("b.png"), Arrays.copyOf(whole, 100));

    assertThat(run("out", "--table", "--json")).isEqualTo(1);
    JsonObject first = json();
    assertThat(first.getAsJsonArray("images")).hasSize(1);
    JsonObject done = first.getAsJsonArray("images").get(0).getAsJsonObject();
    assertThat(done.get("image").getAsString()).isEqualTo(images.resolve("a.png").toString());
    assertThat(done.getAsJsonArray("objects")).as("the one ROI").hasSize(1);
    assertThat(Path.of(done.getAsJsonObject("outputs").get("labels").getAsString())).exists();
    JsonObject failure = first.getAsJsonArray("failures").get(0).getAsJsonObject();
    assertThat(failure.get("image").getAsString()).isEqualTo(images.resolve("b.png").toString());
    assertThat(failure.get("reason").getAsString()).contains("b.png is truncated");
    assertThat(err.toString()).contains("1 images segmented, 0 done before, 1 failed", "truncated");

    Files.write(images.resolve("b.png"), whole);
    assertThat(run("out", "--table", "--json")).as(err.toString()).isZero();
    JsonObject second = json();
    assertThat(second.getAsJsonArray("doneBefore").toString()).contains("a.png");
    assertThat(second.getAsJsonArray("images")).hasSize(1);
    assertThat(second.getAsJsonArray("failures")).isEmpty();
    List<String> table = Files.readAllLines(Path.of(second.get("measurements").getAsString()));
    assertThat(table).anyMatch(line -> line.startsWith("a.png,1,1,"));
  }

  @Test
  void withoutJsonTheReportIsNamed() throws Exception {
    image("a", 1);
    assertThat(run("out", "--filter", "a*", "--recursive")).as(err.toString()).isZero();
    assertThat(out.toString().trim()).endsWith("evosam-report.csv");
    assertThat(Path.of(out.toString().trim())).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--recursive", "--filter a", "--table", "--overwrite"})
  void optionsOfFoldersAreRefusedForImages(String option) throws Exception {
    image("a", 1);
    List<String> arguments = new ArrayList<>(List.of("segment", images + "/a.png", "--everything"));
    arguments.addAll(List.of(option.split(" ")));
    assertThat(execute(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains("for a folder");
  }

  @Test
  void aFolderWithoutAnImageIsWrongUsage() {
    assertThat(run("out")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no image in " + images);
  }

  @Test
  void aKilledRunLeavesOnlyWholeResultsAndIsResumedToTheSameEnd() throws Exception {
    for (int i = 0; i < 40; i++) {
      image("image%02d".formatted(i), i);
    }
    killAfterSomeImages();
    int left = contents("killed").size();

    assertThat(run("killed", "--table", "--json")).as(err.toString()).isZero();
    int before = json().getAsJsonArray("doneBefore").size();
    assertThat(before).as("images that were done when it was killed").isBetween(2, 39);
    assertThat(left).isGreaterThanOrEqualTo(3 * before);
    assertThat(run("whole", "--table")).isZero();
    assertThat(contents("killed")).isEqualTo(contents("whole"));
    assertThat(folder.resolve("killed/.evosam-batch/stage")).doesNotExist();
  }

  private void killAfterSomeImages() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1", // as the tests themselves, since results tell it
                "-D%s=%s".formatted(EvoSamHome.PROPERTY, folder.resolve("home")),
                "-cp",
                System.getProperty("java.class.path"),
                EvoSam.class.getName()));
    command.addAll(arguments("killed", "--table"));
    Path log = folder.resolve("killed.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Path report = folder.resolve("killed/evosam-report.csv");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(KILL_WITHIN_MINUTES);
    while (process.isAlive()
        && System.nanoTime() < end
        && !(Files.exists(report) && Files.readAllLines(report).size() > 2)) {
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor();
    assertThat(report).as(Files.readString(log)).exists();
  }

  /** Names and contents of the visible results; the report tells of the run, so it is left out. */
  private Map<String, String> contents(String output) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve(output))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = file.getFileName().toString();
        if (!name.equals("evosam-report.csv")) {
          contents.put(name, summary(file));
        }
      }
    }
    return contents;
  }

  private static String summary(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return bytes.length + " bytes, hash " + Arrays.hashCode(bytes);
  }

  private void image(String name, long seed) {
    byte[] pixels = new byte[60 * 40];
    new Random(seed).nextBytes(pixels);
    new FileSaver(new ImagePlus(name, new ByteProcessor(60, 40, pixels)))
        .saveAsPng(images.resolve(name + ".png").toString());
  }

  private JsonObject json() {
    return JsonParser.parseString(out.toString()).getAsJsonObject();
  }

  private int run(String output, String... more) {
    return execute(arguments(output, more));
  }

  private List<String> arguments(String output, String... more) {
    List<String> arguments = new ArrayList<>(List.of("segment", images.toString()));
    arguments.addAll(List.of("--everything", "--points-per-side", "3", "--expert", "none"));
    arguments.addAll(List.of("--model", model.toString(), "--device", "cpu"));
    arguments.addAll(List.of("--output", folder.resolve(output).toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private int execute(List<String> arguments) {
    out = new StringWriter();
    err = new StringWriter();
    CommandLine commandLine = EvoSam.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments.toArray(String[]::new));
  }
}
