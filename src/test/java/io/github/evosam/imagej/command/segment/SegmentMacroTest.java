package io.github.evosam.imagej.command.segment;

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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a headless macro sees of {@code EvoSAM Segment}: one process, one line for each call. */
class SegmentMacroTest {
  private static final String MACRO =
      """
      argument = split(getArgument(), ",");
      folder = argument[0];
      model = " device=cpu model=[" + argument[1] + "]";
      var lines = "";
      open(folder + "cells.tif");
      call("run with defaults", "prompts=selection" + model);
      call("a stack", "prompts=selection slices=all rois=false" + model);
      call("the same again", "prompts=selection slices=all rois=false" + model);
      call("a ROI file", "roifile=[" + folder + "box.roi] overlay=true" + model);
      call("a missing ROI file", "roifile=[" + folder + "none.roi]" + model);
      call("no ROI Manager", "prompts=roimanager" + model);
      call("an unknown key", "promts=selection" + model);
      call("a wrong title", "input=[no such]" + model);
      call("an unknown expert", "expert=[no such] prompts=selection" + model);
      call("no prompt, no expert", "prompts=none" + model);
      call("a number of a GPU that is none", "prompts=selection device=gpu99999999999");
      File.saveString(lines, folder + "lines.txt");

      function call(what, options) {
        selectImage("cells.tif");
        makeRectangle(10, 10, 20, 20);
        run("EvoSAM Segment", options);
        here = Property.get("evosam.objects");
        selectImage("cells.tif");
        sum = "none";
        if (Property.get("evosam.labels") != "") {
          selectImage(Property.get("evosam.labels"));
          sum = getTitle() + ":" + nSlices;
          selectImage("cells.tif");
        }
        lines = lines + what + "|" + here + "|" + Property.get("evosam.objects") + "|" + sum + "|"
            + Property.get("evosam.error") + "\\n";
      }
      """;

  @TempDir private Path folder;

  @Test
  void everyCallLeavesItsResultOrItsReason() throws Exception {
    byte[] pixels = new byte[60 * 50];
    new Random(2).nextBytes(pixels);
    ImagePlus image = new ImagePlus("cells", new ByteProcessor(60, 50, pixels));
    image.getStack().addSlice(new ByteProcessor(60, 50, pixels.clone()));
    new FileSaver(new ImagePlus("cells", image.getStack()))
        .saveAsTiffStack(folder.resolve("cells.tif").toString());
    RoiEncoder.save(new Roi(10, 10, 20, 20), folder.resolve("box.roi").toString());
    Path macro = Files.writeString(folder.resolve("calls.ijm"), MACRO);

    Path home = folder.resolve("home");
    String log = MacroProcess.run(home, macro, folder + "/," + TinyModel.write(folder, 3));

    assertThat(folder.resolve("lines.txt")).as(log).exists();
    List<String> lines = Files.readAllLines(folder.resolve("lines.txt"));
    assertThat(lines).as(log).hasSize(11);
    assertThat(lines.subList(0, 4))
        .containsExactly(
            "run with defaults|1|1|cells-labels:1|",
            "a stack|2|2|cells-labels:2|",
            "the same again|2|2|cells-labels:2|",
            "a ROI file|1|1|cells-labels:1|");
    assertThat(lines.get(4)).startsWith("a missing ROI file|||none|").contains("none.roi");
    assertThat(lines.get(5)).startsWith("no ROI Manager|||none|").contains("roifile");
    assertThat(lines.get(6)).startsWith("an unknown key|||none|").contains("'promts'", "prompts");
    assertThat(lines.get(7)).startsWith("a wrong title|||none|").contains("input=no such");
    assertThat(lines.get(8)).startsWith("an unknown expert|||none|").contains("no such");
    assertThat(lines.get(9)).startsWith("no prompt, no expert|||none|").contains("Learn Task");
    assertThat(lines.get(10)).startsWith("a number").contains("gpu99999999999", "auto");
    assertThat(log).contains("no ROIs were added").doesNotContain("\tat ");
  }
}
