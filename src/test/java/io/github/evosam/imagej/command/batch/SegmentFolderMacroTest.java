package io.github.evosam.imagej.command.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import io.github.evosam.imagej.command.MacroProcess;
import io.github.evosam.imagej.image.LabelReading;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.ObjectRois;
import io.github.evosam.imagej.roi.RoiFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The macros for folders, on test images and on files that cannot be segmented. */
class SegmentFolderMacroTest {
  private static final Path TEST_IMAGES = Path.of("test-images");

  @TempDir private Path folder;

  @Test
  void segmentsAFolderHeadlessAndEndsWithWhatItCannotDo() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    Files.copy(TEST_IMAGES.resolve("nuclei.tif"), images.resolve("nuclei.tif"));
    List<Roi> boxes = boxes(IJ.openImage(TEST_IMAGES.resolve("nuclei-labels.tif").toString()));
    RoiFiles.write(boxes, images.resolve("nuclei.zip"));
    ByteProcessor pixels = new ByteProcessor(80, 60);
    pixels.setValue(200);
    pixels.fillOval(20, 15, 30, 26);
    new FileSaver(new ImagePlus("cell", pixels)).saveAsPng(images.resolve("cell.png").toString());
    RoiEncoder.save(new Roi(19, 14, 32, 28), images.resolve("cell.roi").toString());
    new FileSaver(new ImagePlus("dim", pixels))
        .saveAsTiff(images.resolve("dim.ome.tif").toString());
    RoiEncoder.save(new Roi(500, 500, 9, 9), images.resolve("dim.ome.roi").toString());
    byte[] whole = Files.readAllBytes(images.resolve("cell.png"));
    Files.write(images.resolve("broken.png"), Arrays.copyOf(whole, 60));
    Path results = folder.resolve("results");

    String log = run("segment_folder.ijm", images + "," + results);

    assertThat(log).contains("segment_folder: 2 images segmented, 0 done before, 2 failed");
    assertThat(results.resolve("evosam-report.csv")).as(log).exists();
    assertThat(Files.readAllLines(results.resolve("evosam-report.csv")))
        .hasSize(5)
        .contains("cell.png,segmented,1,,,", "nuclei.tif,segmented,%d,,,".formatted(boxes.size()))
        .anyMatch(line -> line.matches("broken\\.png,failed,,,.*truncated.*"))
        .anyMatch(line -> line.matches("dim\\.ome\\.tif,failed,,,\".*covers no pixel.*\","));
    assertThat(results.resolve("dim-labels.tif")).doesNotExist();
    ImagePlus cell = IJ.openImage(results.resolve("cell-labels.tif").toString());
    assertThat(cell.getProcessor().get(35, 28)).as("middle of the cell").isEqualTo(1);
    assertThat(cell.getProcessor().get(2, 2)).as("corner of the image").isZero();
    assertThat(dice(results.resolve("nuclei-labels.tif"))).isGreaterThan(0.7);
  }

  @Test
  void measuresAFolderAndExportsATableOfObjectsAndOneOfImages() throws Exception {
    Path results = folder.resolve("results");

    String log = run("measure_and_export.ijm", TEST_IMAGES + "," + results + ",nuclei.tif");

    assertThat(results.resolve("summary.csv")).as(log).exists();
    List<String> objects = Files.readAllLines(results.resolve("evosam-measurements.csv"));
    List<String> summary = Files.readAllLines(results.resolve("summary.csv"));
    assertThat(summary).hasSize(2);
    assertThat(summary.get(0)).isEqualTo("image,objects,mean area,total area,unit");
    String[] nuclei = summary.get(1).split(",");
    assertThat(nuclei[0]).isEqualTo("nuclei.tif");
    assertThat(Integer.parseInt(nuclei[1])).isEqualTo(objects.size() - 1).isGreaterThan(5);
    ImagePlus labels = IJ.openImage(results.resolve("nuclei-labels.tif").toString());
    double pixelArea = labels.getCalibration().pixelWidth * labels.getCalibration().pixelHeight;
    assertThat(pixelArea).isCloseTo(0.65 * 0.65, within(1e-6));
    double area = pixelArea * foreground(labels);
    assertThat(Double.parseDouble(nuclei[3])).isCloseTo(area, withinPercentage(0.1));
    assertThat(nuclei[4]).isEqualTo(labels.getCalibration().getUnit());
    assertThat(results.resolve("nuclei-rois.zip")).exists();
    assertThat(log).doesNotContain("\tat ");
  }

  private String run(String macro, String argument) throws Exception {
    return MacroProcess.run(folder.resolve("home"), Path.of("macros", macro), argument);
  }

  /** The bounding box of each labelled object. */
  private static List<Roi> boxes(ImagePlus labels) {
    List<Roi> boxes = new ArrayList<>();
    for (Roi outline :
        ObjectRois.of(LabelReading.labels(labels), labels, StackPosition.EVERYWHERE)) {
      boxes.add(new Roi(outline.getBounds()));
    }
    return boxes;
  }

  private static long foreground(ImagePlus labels) {
    long count = 0;
    for (int i = 0; i < labels.getProcessor().getPixelCount(); i++) {
      count += labels.getProcessor().get(i) > 0 ? 1 : 0;
    }
    return count;
  }

  private static double dice(Path labels) {
    ImagePlus found = IJ.openImage(labels.toString());
    ImagePlus truth = IJ.openImage(TEST_IMAGES.resolve("nuclei-labels.tif").toString());
    long both = 0;
    for (int i = 0; i < found.getProcessor().getPixelCount(); i++) {
      boolean isInBoth = found.getProcessor().get(i) > 0 && truth.getProcessor().get(i) > 0;
      both += isInBoth ? 1 : 0;
    }
    return 2.0 * both / (foreground(found) + foreground(truth));
  }
}
