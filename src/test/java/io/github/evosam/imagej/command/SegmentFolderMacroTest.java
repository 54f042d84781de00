package io.github.evosam.imagej.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFolderMacroTest {
  @TempDir private Path folder;

  @Test
  void segmentsAFolderHeadlessAndReportsWhatItCannotDo() throws Exception {
    Path images = Files.createDirectory(folder.resolve("images"));
    ByteProcessor pixels = new ByteProcessor(80, 60);
    pixels.setValue(200);
    pixels.fillOval(20, 15, 30, 26);
    new FileSaver(new ImagePlus("cell", pixels)).saveAsPng(images.resolve("cell.png").toString());
    RoiEncoder.save(new Roi(19, 14, 32, 28), images.resolve("cell.roi").toString());
    new FileSaver(new ImagePlus("dim", pixels))
        .saveAsTiff(images.resolve("dim.ome.tif").toString());
    RoiEncoder.save(new Roi(500, 500, 9, 9), images.resolve("dim.ome.roi").toString());
    Files.copy(images.resolve("cell.png"), images.resolve("two, words.ome.png"));
    Files.copy(images.resolve("cell.roi"), images.resolve("two, words.ome.roi"));
    byte[] whole = Files.readAllBytes(images.resolve("cell.png"));
    Files.write(images.resolve("broken.png"), Arrays.copyOf(whole, 60));
    Path results = folder.resolve("results");

    String log =
        MacroProcess.run(
            folder.resolve("home"),
            Path.of("macros", "segment_folder.ijm"),
            images + "," + results);

    assertThat(results.resolve("report.csv")).as(log).exists();
    assertThat(Files.readAllLines(results.resolve("report.csv")))
        .hasSize(5)
        .startsWith("image,objects,error", "broken.png,,cannot be opened", "cell.png,1,")
        .anyMatch(line -> line.matches("dim\\.ome\\.tif,,\".*covers no pixel.*\""))
        .contains("\"two, words.ome.png\",1,");
    assertThat(results.resolve("dim.ome-labels.tif")).doesNotExist();
    assertThat(results.resolve("two, words.ome-labels.tif")).exists();
    ImagePlus labels = IJ.openImage(results.resolve("cell-labels.tif").toString());
    assertThat(labels.getProcessor().get(35, 28)).as("middle of the cell").isEqualTo(1);
    assertThat(labels.getProcessor().get(2, 2)).as("corner of the image").isZero();
  }
}
