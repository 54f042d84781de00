package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.evaluation.PlaneScores;
import io.github.evosam.engine.evaluation.Tolerance;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.imagej.evaluation.EvaluationFiles;
import io.github.evosam.imagej.evaluation.LabelComparison;
import io.github.evosam.imagej.image.ImageFiles;
import io.github.evosam.imagej.task.TinyTaskFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareExpertsMacroTest {
  @TempDir private Path folder;

  @Test
  void scoresTwoExpertsHeadlessByTheTruth() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    TinyExperts.teach(home, "squares", "", TinyTasks.squares(4, 1), Optional.empty());
    TinyExperts.teach(home, "dark holes", "", TinyTasks.holes(4, 2), Optional.empty());
    TaskImage image = TinyTasks.squares(1, 50).get(0);
    Path pixels = folder.resolve("new.png");
    Path truth = folder.resolve("truth.png");
    TinyTaskFolders.png(TinyTaskFolders.pixels(image), pixels);
    TinyTaskFolders.png(TinyTaskFolders.mask(image), truth);
    Path results = folder.resolve("results");

    String log =
        MacroProcess.run(
            home,
            Path.of("macros", "compare_experts.ijm"),
            String.join(
                ",",
                pixels.toString(),
                truth.toString(),
                "squares",
                "dark holes",
                results.toString(),
                TinyExperts.MODEL));

    assertThat(results.resolve("comparison.csv")).as(log).exists();
    List<String> lines = Files.readAllLines(results.resolve("comparison.csv"));
    assertThat(lines).as(log).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("expert,objects,dice,iou,hd95,surfacedice,ap,error");
    for (String expert : List.of("squares", "dark holes")) {
      String[] line = lines.get(expert.equals("squares") ? 1 : 2).split(",", -1);
      assertThat(line[0]).as(log).isEqualTo(expert);
      PlaneScores scores =
          LabelComparison.of(
                  ImageFiles.open(results.resolve("new-" + expert + ".tif")),
                  ImageFiles.open(truth),
                  Tolerance.USUAL)
              .planes()
              .get(0);
      assertThat(Integer.parseInt(line[1])).isEqualTo(scores.instances().found());
      assertThat(Double.parseDouble(line[2])).isCloseTo(scores.dice(), within(1e-4));
      assertThat(Double.parseDouble(line[4])).isCloseTo(scores.hd95(), within(1e-4));
      assertThat(Double.parseDouble(line[6]))
          .isCloseTo(scores.instances().meanAveragePrecision(), within(1e-4));
      assertThat(line[7]).isEmpty();
      assertThat(results.resolve("new-" + expert + "-scores").resolve(EvaluationFiles.CSV))
          .exists();
    }
  }

  @Test
  void anExpertThatIsNotThereIsNamed() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    TaskImage image = TinyTasks.squares(1, 50).get(0);
    Path pixels = folder.resolve("new.png");
    TinyTaskFolders.png(TinyTaskFolders.pixels(image), pixels);
    Path results = folder.resolve("results");
    String log =
        MacroProcess.run(
            home,
            Path.of("macros", "compare_experts.ijm"),
            "%s,%s,circles,rings,%s,tiny".formatted(pixels, pixels, results));
    assertThat(Files.readAllLines(results.resolve("comparison.csv")))
        .as(log)
        .hasSize(3)
        .anyMatch(
            line -> line.startsWith("circles,,,,,,,") && line.contains("no expert 'circles'"));
  }
}
