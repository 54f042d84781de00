package io.github.evosam.imagej.command.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.io.FileSaver;
import io.github.evosam.engine.TinyModel;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.imagej.command.MacroProcess;
import io.github.evosam.imagej.roi.RoiFiles;
import io.github.evosam.imagej.task.TinyTaskFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From teaching a task to using it, in one headless macro: one line for each call. */
class LearnTaskMacroTest {
  private static final String MACRO =
      """
      argument = split(getArgument(), ",");
      folder = argument[0];
      quick = " device=cpu epochs=1 rank=2 model=[" + argument[1] + "]";
      var lines = "";
      learn("folders", "name=squares images=[" + folder + "squares/images] masks=["
          + folder + "squares/masks] validation=0.25" + quick);
      lines = lines + getTitle() + "|" + nSlices + "|" + Property.get("evosam.expert") + "\\n";
      learn("a taken name", "name=Squares images=[" + folder + "squares]" + quick);
      learn("no images", "name=nothing" + quick);
      learn("a lonely image", "name=lonely images=[" + folder + "lonely]" + quick);
      learn("another size", "name=sizes images=[" + folder + "sizes]" + quick);
      learn("an unknown key", "name=x image=[" + folder + "squares]" + quick);
      learn("a wrong number", "name=x minutes=soon images=[" + folder + "squares]" + quick);
      open(folder + "holes.tif");
      open(folder + "holes-masks.tif");
      learn("a mask stack", "name=holes source=labels input=holes.tif labelimage=holes-masks.tif"
          + quick);
      learn("a wrong title", "name=x source=labels input=holes.tif labelimage=nowhere" + quick);
      learn("a ROI file", "name=outlined source=roimanager input=holes.tif roifile=[" + folder
          + "holes.zip]" + quick);
      open(folder + "new.png");
      run("EvoSAM Segment", "prompts=none rois=false device=cpu model=[" + argument[1] + "]");
      selectImage("new.png");
      lines = lines + "segment|" + Property.get("evosam.expert") + "|"
          + (parseInt(Property.get("evosam.objects")) >= 0) + "|" + Property.get("evosam.error") + "\\n";
      File.saveString(lines, folder + "lines.txt");

      function learn(what, options) {
        run("EvoSAM Learn Task", options);
        row = nResults - 1;
        lines = lines + what + "|" + getResultString("Expert", row) + "|"
            + getResultString("Images", row) + "|" + getResultString("Error", row) + "\\n";
      }
      """;

  @TempDir private Path folder;

  @Test
  void everyCallLeavesAnExpertOrAReason() throws Exception {
    TinyTaskFolders.write(folder.resolve("squares"), TinyTasks.squares(8, 1));
    TinyTaskFolders.write(folder.resolve("lonely"), TinyTasks.squares(2, 1));
    Files.delete(folder.resolve("lonely/masks/square2.png"));
    TinyTaskFolders.write(folder.resolve("sizes"), TinyTasks.squares(2, 1));
    new FileSaver(new ImagePlus("", TinyTaskFolders.mask(TinyTasks.squares(1, 1).get(0)).resize(9)))
        .saveAsPng(folder.resolve("sizes/masks/square2.png").toString());
    writeStack(TinyTasks.holes(3, 2));
    new FileSaver(new ImagePlus("", TinyTaskFolders.pixels(TinyTasks.squares(1, 50).get(0))))
        .saveAsPng(folder.resolve("new.png").toString());
    Path macro = Files.writeString(folder.resolve("calls.ijm"), MACRO);

    String log =
        MacroProcess.run(
            folder.resolve("home"), macro, folder + "/," + TinyModel.writeOfEmbeddedKind(folder));

    assertThat(folder.resolve("lines.txt")).as(log).exists();
    List<String> lines = Files.readAllLines(folder.resolve("lines.txt"));
    assertThat(lines).as(log).hasSize(12);
    assertThat(lines.get(0)).as(log).isEqualTo("folders|squares|8|");
    assertThat(lines.get(1)).isEqualTo("squares-report|2|squares");
    assertThat(lines.get(2)).startsWith("a taken name|Squares|").contains("quares'");
    assertThat(lines.get(3)).startsWith("no images|nothing|").contains("images", "masks");
    assertThat(lines.get(4)).startsWith("a lonely image|lonely|").contains("square2", "mask");
    assertThat(lines.get(5)).startsWith("another size|sizes|").contains("square2", "9 x");
    assertThat(lines.get(6)).startsWith("an unknown key|x|").contains("'image'", "images");
    assertThat(lines.get(7)).startsWith("a wrong number|x|").contains("minutes=soon");
    assertThat(lines.get(8)).as(log).isEqualTo("a mask stack|holes|2|");
    assertThat(lines.get(9)).startsWith("a wrong title|x|").contains("labelimage=nowhere");
    assertThat(lines.get(10)).as(log).isEqualTo("a ROI file|outlined|1|");
    assertThat(lines.get(11)).as(log).isEqualTo("segment|squares|1|");
    assertThat(log)
        .contains("Dice without a prompt", "validation Dice", "expert 'squares' (confidence")
        .contains("Warning: The expert is judged by the images that it learned from")
        .doesNotContain("\tat ");
  }

  /** Three planes, of which the last shows no object, their masks, and one ROI on the second. */
  private void writeStack(List<TaskImage> images) {
    ImageStack pixels = new ImageStack(TinyTasks.SIDE, TinyTasks.SIDE);
    ImageStack masks = new ImageStack(TinyTasks.SIDE, TinyTasks.SIDE);
    for (TaskImage image : images) {
      pixels.addSlice(TinyTaskFolders.pixels(image));
      masks.addSlice(TinyTaskFolders.mask(image));
    }
    masks.getProcessor(3).set(0);
    new FileSaver(new ImagePlus("holes", pixels))
        .saveAsTiffStack(folder.resolve("holes.tif").toString());
    new FileSaver(new ImagePlus("masks", masks))
        .saveAsTiffStack(folder.resolve("holes-masks.tif").toString());
    Roi roi = new Roi(20, 20, 20, 20);
    roi.setPosition(2);
    RoiFiles.write(new ArrayList<>(List.of(roi)), folder.resolve("holes.zip"));
  }
}
