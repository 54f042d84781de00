package io.github.evosam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.engine.HomeSetting;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.model.EvoSamHome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code bench routing} counts, and how it refuses. */
class RoutingCommandTest {
  @TempDir private static Path folder;
  private static String homeBefore;
  private static String model;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void write() throws Exception {
    homeBefore = System.getProperty(EvoSamHome.PROPERTY);
    System.setProperty(EvoSamHome.PROPERTY, folder.resolve("home").toString());
    model = TinyModel.writeOfEmbeddedKind(folder).toString();
    TaskFiles.write(folder.resolve("squares/train"), TinyTasks.squares(9, 1));
    TaskFiles.write(folder.resolve("squares/test"), TinyTasks.squares(4, 70));
    TaskFiles.write(folder.resolve("holes/train"), TinyTasks.holes(9, 2));
    TaskFiles.write(folder.resolve("holes/test"), TinyTasks.holes(4, 71));
    TaskFiles.write(folder.resolve("swapped/train"), TinyTasks.squares(9, 3));
    TaskFiles.write(folder.resolve("swapped/test"), TinyTasks.holes(4, 72));
    for (int i = 0; i < 6; i++) {
      TaskFiles.write(folder.resolve("storms" + i + "/train"), TinyTasks.storms(1, 80 + i));
      TaskFiles.write(folder.resolve("storms" + i + "/test"), TinyTasks.storms(2, 90 + i));
    }
  }

  @AfterAll
  static void restoreHome() {
    HomeSetting.restore(homeBefore);
  }

  private int execute(List<String> tasks, List<String> others) {
    CommandLine line = EvoSam.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> arguments = new ArrayList<>(List.of("bench", "routing", "--json"));
    arguments.addAll(List.of("--model", model, "--device", "cpu", "--tasks"));
    tasks.forEach(name -> arguments.add(folder.resolve(name).toString()));
    arguments.add("--others");
    others.forEach(name -> arguments.add(folder.resolve(name).toString()));
    return line.execute(arguments.toArray(String[]::new));
  }

  private JsonObject counted(String part) {
    return JsonParser.parseString(out.toString()).getAsJsonObject().getAsJsonObject(part);
  }

  private void assertCounted(String part, int images, int right, int none, int wrong) {
    JsonObject found = counted(part);
    assertThat(List.of("images", "right", "none", "wrong"))
        .as(part)
        .extracting(key -> found.get(key).getAsInt())
        .containsExactly(images, right, none, wrong);
  }

  @Test
  void imagesAreCountedByTheExpertThatTheyGet() {
    List<String> storms = List.of("storms0", "storms1", "storms2", "storms3", "storms4", "storms5");
    assertThat(execute(List.of("squares", "holes"), storms)).as(err.toString()).isZero();
    assertCounted("heldOut", 18, 18, 0, 0);
    assertCounted("test", 8, 8, 0, 0);
    assertCounted("unknown", 12, 0, 12, 0);
    JsonObject varied = counted("besideVaried"); // of five storms; the sixth is like them
    assertThat(varied.get("images").getAsInt()).isEqualTo(8);
    assertThat(varied.get("right").getAsInt()).isZero();
    assertThat(varied.get("wrong").getAsInt()).isPositive();
  }

  @Test
  void imagesOfAnotherTaskAreWrong() {
    assertThat(execute(List.of("swapped", "holes"), List.of())).as(err.toString()).isZero();
    assertCounted("test", 8, 4, 0, 4);
    assertCounted("unknown", 0, 0, 0, 0);
  }

  @Test
  void whatCannotBeCountedIsNamed() {
    assertThat(execute(List.of("squares"), List.of())).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("at least 2 tasks");
    assertThat(execute(List.of("squares", "holes"), List.of("nowhere")))
        .isEqualTo(ExitCodes.ENVIRONMENT);
    assertThat(err.toString()).contains("nowhere", "check the path");
  }
}
