package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.model.EvoSamHome;
import io.github.evosam.imagej.result.ContinualPlots;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What scripts rely on: keys, files, exit codes and sentences of {@code bench continual}. */
class ContinualCommandTest {
  @TempDir private static Path folder;
  private static String homeBefore;
  private static String model;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void write() throws Exception {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve("home").toString());
    model = TinyModel.write(folder, 3).toString();
    TaskFiles.write(folder.resolve("squares/train"), TinyTasks.squares(4, 1));
    TaskFiles.write(folder.resolve("squares/test"), TinyTasks.squares(1, 70));
    TaskFiles.write(folder.resolve("holes/train"), TinyTasks.holes(4, 2));
    TaskFiles.write(folder.resolve("holes/test"), TinyTasks.holes(1, 71));
  }

  @AfterAll
  static void restoreHome() {
    HomeSetting.restore(homeBefore);
  }

  private int execute(String... more) {
    CommandLine line = EvoSam.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> arguments =
        new java.util.ArrayList<>(List.of("bench", "continual", "--model", model));
    arguments.addAll(List.of("--device", "cpu", "--steps", "2", "--rank", "2", "--no-clicks"));
    arguments.addAll(List.of(more));
    return line.execute(arguments.toArray(String[]::new));
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void theJsonHasTheKeysOthersRelyOnAndThePlotsAreDrawn() throws Exception {
    int code =
        execute(
            "--tasks",
            path("squares"),
            path("holes"),
            "--methods",
            "oracle,sequential,frozen",
            "--output",
            path("out"),
            "--json");
    assertThat(code).as(err.toString()).isZero();
    JsonObject document = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertThat(document.keySet()).contains("tasks", "methods", "output", "failures");
    JsonObject methods = document.getAsJsonObject("methods");
    assertThat(methods.keySet()).containsExactly("oracle", "sequential", "frozen");
    JsonObject oracle = methods.getAsJsonObject("oracle");
    assertThat(oracle.keySet())
        .contains(
            "matrix",
            "averageDice",
            "forgetting",
            "backwardTransfer",
            "routingAccuracy",
            "parameters",
            "seconds");
    assertThat(oracle.getAsJsonArray("matrix")).hasSize(2);
    assertThat(oracle.get("forgetting").getAsDouble()).isZero();
    assertThat(oracle.get("clicksAfter").isJsonNull()).isTrue();
    assertThat(err.toString()).contains("sequential: judging, task 2 of 2, holes");
    for (String plot : List.of(ContinualPlots.AVERAGE, ContinualPlots.FIRST_TASK)) {
      BufferedImage picture = ImageIO.read(folder.resolve("out").resolve(plot).toFile());
      assertThat(colours(picture)).as(plot).contains(0x56B4E9, 0xD55E00, 0x999999);
    }
    assertThat(folder.resolve("home/experts")).doesNotExist();
  }

  private static List<Integer> colours(BufferedImage picture) {
    int[] pixels =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    return java.util.Arrays.stream(pixels).map(rgb -> rgb & 0xffffff).distinct().boxed().toList();
  }

  @Test
  void missingMasksAreNamedBeforeAnythingIsLearned() throws Exception {
    TaskFiles.write(folder.resolve("torn/train"), TinyTasks.squares(2, 1));
    TaskFiles.write(folder.resolve("torn/test"), TinyTasks.squares(1, 3));
    Files.delete(folder.resolve("torn/train/masks/square2.png"));
    assertThat(execute("--tasks", path("torn"), "--output", path("none"))).isEqualTo(1);
    assertThat(err.toString()).contains("square2").doesNotContain("learning");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void wrongUsageIsToldAsSuch() {
    assertThat(execute("--tasks", path("squares"), "--methods", "gem")).isEqualTo(2);
    assertThat(err.toString()).contains("Method 'gem' is not known");
    assertThat(execute("--tasks", path("squares"), path("squares"))).isEqualTo(2);
    assertThat(err.toString()).contains("Two tasks are called 'squares'");
    assertThat(execute("--tasks", path("squares"), "--lwf-weight", "-1")).isEqualTo(2);
    assertThat(err.toString()).contains("must not be negative");
  }
}
