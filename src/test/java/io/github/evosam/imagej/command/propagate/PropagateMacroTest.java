package io.github.evosam.imagej.command.propagate;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.imagej.command.MacroProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a headless macro sees of {@code EvoSAM Propagate}: one process, one line for each call. */
class PropagateMacroTest {
  private static final String MACRO =
      """
      argument = split(getArgument(), ",");
      folder = argument[0];
      options = " rois=false minarea=1 miniou=0 minoverlap=0 mincontrast=0 device=cpu model=[" + argument[1] + "]";
      var lines = "";
      open(folder + "cells.tif");
      call("follow", 2, "prompts=selection");
      call("correct", 5, "object=1");
      call("absent", 4, "object=1 absent=true");
      call("unknown object", 5, "object=7");
      call("unknown key", 5, "derection=both");
      call("on disk", 3, "folder=[" + folder + "out] table=true");
      File.saveString(lines, folder + "lines.txt");

      function call(what, slice, keys) {
        selectImage("cells.tif");
        setSlice(slice);
        makeRectangle(10, 10, 25, 25);
        run("EvoSAM Propagate", keys + options);
        selectImage("cells.tif");
        error = Property.get("evosam.error");
        title = Property.get("evosam.labels");
        line = what + "|" + Property.get("evosam.objects") + "|" + title;
        if (title != "") {
          selectImage(title);
          line = line + "|" + Property.get("evosam.prompted") + "|";
          for (i = 1; i <= nSlices; i++) {
            setSlice(i);
            getRawStatistics(n, mean);
            line = line + (mean > 0);
          }
        }
        lines = lines + line + "|" + error + "\\n";
      }
      """;

  @TempDir private Path folder;

  @Test
  void everyCallLeavesItsResultOrItsReason() throws Exception {
    Random random = new Random(2);
    ImageStack stack = new ImageStack(60, 50);
    for (int i = 0; i < 6; i++) {
      byte[] pixels = new byte[60 * 50];
      random.nextBytes(pixels);
      stack.addSlice(new ByteProcessor(60, 50, pixels));
    }
    new FileSaver(new ImagePlus("cells", stack))
        .saveAsTiffStack(folder.resolve("cells.tif").toString());
    Path macro = Files.writeString(folder.resolve("calls.ijm"), MACRO);

    String log =
        MacroProcess.run(folder.resolve("home"), macro, folder + "/," + TinyModel.write(folder, 3));

    assertThat(folder.resolve("lines.txt")).as(log).exists();
    List<String> lines = Files.readAllLines(folder.resolve("lines.txt"));
    assertThat(lines).as(log).hasSize(6);
    assertThat(lines.get(0)).as(log).matches("follow\\|1\\|cells-labels\\|1:2\\|[01]1[01]{4}\\|");
    assertThat(lines.get(1)).matches("correct\\|1\\|cells-labels\\|1:2,5\\|[01]1[01]{2}1[01]\\|");
    assertThat(lines.get(2))
        .as("the slices beyond are those of the correction")
        .matches("absent\\|[01]\\|cells-labels\\|1:2,5\\|[01]1[01]0[01]{2}\\|");
    assertThat(lines.get(3)).startsWith("unknown object||").contains("object=7", "there are: 1");
    assertThat(lines.get(4)).startsWith("unknown key||").contains("'derection'", "direction");
    assertThat(lines.get(5)).matches("on disk\\|1\\|cells-labels\\|1:3\\|[01]{2}1[01]{3}\\|");
    assertThat(folder.resolve("out/cells-labels.tif")).exists();
    assertThat(log).doesNotContain("\tat ");
  }
}
