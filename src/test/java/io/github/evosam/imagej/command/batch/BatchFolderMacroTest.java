package io.github.evosam.imagej.command.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.imagej.command.MacroProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a headless macro sees of {@code EvoSAM Batch Folder}: one line for each call. */
class BatchFolderMacroTest {
  private static final String MACRO =
      """
      argument = split(getArgument(), ",");
      folder = argument[0];
      all = "input=[" + folder + "images] output=[" + folder + "results] device=cpu model=["
          + argument[1] + "]";
      var lines = "";
      setBatchMode(true);
      call("first", all);
      call("again", all);
      File.delete(folder + "results/a-labels.tif");
      call("after a loss", all);
      call("other settings", all + " slices=1");
      call("asked to overwrite", all + " slices=1 overwrite=true");
      call("an unknown key", all + " imput=here");
      call("no folder", "device=cpu");
      File.saveString(lines, folder + "lines.txt");

      function call(what, options) {
        run("EvoSAM Batch Folder", options);
        row = nResults - 1;
        lines = lines + what + "|" + getResult("Segmented", row) + "|"
            + getResult("Done before", row) + "|" + getResult("Failed", row) + "|"
            + getResultString("Error", row) + "\\n";
      }
      """;

  @TempDir private Path folder;

  @Test
  void everyCallSaysWhatIsDoneAndWhatIsNot() throws Exception {
    Path images = Files.createDirectory(folder.resolve("images"));
    for (String name : List.of("a", "b")) {
      ByteProcessor pixels = new ByteProcessor(60, 50);
      pixels.setValue(200);
      pixels.fillOval(10, 10, 20, 20);
      new FileSaver(new ImagePlus(name, pixels))
          .saveAsTiff(images.resolve(name + ".tif").toString());
      RoiEncoder.save(new Roi(9, 9, 22, 22), images.resolve(name + ".roi").toString());
    }
    Path macro = Files.writeString(folder.resolve("calls.ijm"), MACRO);

    String log =
        MacroProcess.run(folder.resolve("home"), macro, folder + "/," + TinyModel.write(folder, 3));

    assertThat(folder.resolve("lines.txt")).as(log).exists();
    List<String> lines = Files.readAllLines(folder.resolve("lines.txt"));
    assertThat(lines).as(log).hasSize(7);
    assertThat(lines.subList(0, 3))
        .containsExactly("first|2|0|0|", "again|0|2|0|", "after a loss|1|1|0|");
    assertThat(lines.get(3)).startsWith("other settings|0|0|2|").contains("other settings");
    assertThat(lines.get(4)).isEqualTo("asked to overwrite|2|0|0|");
    assertThat(lines.get(5)).startsWith("an unknown key|0|0|0|").contains("'imput'", "input");
    assertThat(lines.get(6)).startsWith("no folder|0|0|0|").contains("input");
    assertThat(log).contains("a.tif: 1 objects", "a.tif: done before").doesNotContain("\tat ");
  }
}
