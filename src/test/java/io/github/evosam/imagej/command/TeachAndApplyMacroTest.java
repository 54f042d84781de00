package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import io.github.evosam.engine.TinyExperts;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.imagej.task.TinyTaskFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeachAndApplyMacroTest {
  private static final Path MACRO = Path.of("macros", "teach_and_apply.ijm");

  @TempDir private Path folder;

  @Test
  void teachesAnExpertAndSegmentsAFolderWithItHeadless() throws Exception {
    Path home = TinyExperts.home(folder.resolve("home"));
    TinyTaskFolders.write(folder.resolve("site"), TinyTasks.squares(8, 1));
    Path images = Files.createDirectories(folder.resolve("new"));
    List<TaskImage> fresh = TinyTasks.squares(2, 50);
    for (int i = 0; i < fresh.size(); i++) {
      TinyTaskFolders.png(
          TinyTaskFolders.pixels(fresh.get(i)), images.resolve("new%d.png".formatted(i)));
    }
    Path results = folder.resolve("results");

    String log = MacroProcess.run(home, MACRO, argument(images, results));

    assertThat(log)
        .containsPattern("teach_and_apply: 'squares', Dice on its validation images 0\\.\\d{3}")
        .contains("teach_and_apply: " + results);
    assertThat(Files.readAllLines(results.resolve("evosam-report.csv")))
        .as(log)
        .hasSize(3)
        .anyMatch(line -> line.matches("new0\\.png,segmented,\\d+,squares,.*"))
        .anyMatch(line -> line.matches("new1\\.png,segmented,\\d+,squares,.*"));
    assertThat(IJ.openImage(results.resolve("new0-labels.tif").toString()).getWidth())
        .isEqualTo(TinyTasks.SIDE);

    String again = MacroProcess.run(home, MACRO, argument(images, results));
    assertThat(again).contains("teach_and_apply: ", "'squares'").doesNotContain(results.toString());
  }

  private String argument(Path images, Path results) {
    return String.join(
        ",",
        folder.resolve("site").resolve("images").toString(),
        folder.resolve("site").resolve("masks").toString(),
        "squares",
        images.toString(),
        results.toString(),
        "epochs=2 rank=2 device=cpu validation=0.25",
        TinyExperts.MODEL);
  }
}
