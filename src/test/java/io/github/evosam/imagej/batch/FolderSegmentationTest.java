package io.github.evosam.imagej.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ResultFormat;
import io.github.evosam.imagej.roi.RoiFiles;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one run makes of a folder. */
class FolderSegmentationTest extends FolderRuns {
  @Test
  void everyImageGetsItsResultsAndAllShareOneTable() throws IOException {
    ImagePlus calibrated = noise(1);
    calibrated.getCalibration().setUnit("micron");
    calibrated.getCalibration().pixelWidth = 0.5;
    calibrated.getCalibration().pixelHeight = 0.5;
    new FileSaver(calibrated).saveAsTiff(input.resolve("a.tif").toString());
    rectangle("a.roi");
    Files.createDirectories(input.resolve("day1"));
    png("day1/b, c.png", 2);
    rectangle("day1/b, c.roi");
    stack("s.tif", 3);

    FolderReport report = run(all(), false);

    assertThat(report.problem()).isEmpty();
    assertThat(report.summary()).isEqualTo("3 images segmented, 0 done before, 0 failed");
    assertThat(resultNames())
        .containsExactly(
            "a-labels.tif",
            "a-mask.png",
            "a-origin.json",
            "a-overlay.png",
            "a-rois.zip",
            "day1/b, c-labels.tif",
            "day1/b, c-mask.png",
            "day1/b, c-origin.json",
            "day1/b, c-overlay.png",
            "day1/b, c-rois.zip",
            "evosam-measurements.csv",
            "evosam-report.csv",
            "s-labels.tif",
            "s-mask.tif",
            "s-origin.json",
            "s-overlay-0001.png",
            "s-overlay-0002.png",
            "s-overlay-0003.png",
            "s-rois.zip");
    List<String> table = Files.readAllLines(output.resolve("evosam-measurements.csv"));
    assertThat(table.get(0)).startsWith("Image,Slice,Object,Area,Unit,X,Y,Mean,");
    assertThat(table.get(0)).endsWith(",MinFeret,Expert,Confidence");
    assertThat(table).hasSize(1 + report.objects());
    String row = table.stream().filter(line -> line.startsWith("a.tif,")).findFirst().orElseThrow();
    ImagePlus labels = IJ.openImage(output.resolve("a-labels.tif").toString());
    int pixels = labels.getProcessor().getHistogram()[1];
    assertThat(Double.parseDouble(row.split(",")[3])).isEqualTo(0.25 * pixels);
    assertThat(row.split(",")[4]).isEqualTo("micron");
    assertThat(row).endsWith(",none,");
    assertThat(table).anyMatch(line -> line.startsWith("\"day1/b, c.png\",1,1,"));
    assertThat(RoiFiles.read(output.resolve("a-rois.zip"))).hasSize(1);
  }

  @Test
  void aBadFileIsListedWithItsReasonAndTheOthersAreDone() throws IOException {
    png("a.png", 1);
    new FileSaver(noise(2)).saveAsTiff(input.resolve("b.tif").toString());
    byte[] whole = Files.readAllBytes(input.resolve("b.tif"));
    Files.write(input.resolve("b.tif"), Arrays.copyOf(whole, whole.length - 100));
    png("c.png", 3);

    Follower follower = new Follower();
    FolderReport report = run(all(), false, follower);

    assertThat(follower.events)
        .containsExactly("segmented a.png", "failed b.tif", "segmented c.png");
    assertThat(report.failures()).hasSize(1);
    assertThat(report.problem().orElseThrow())
        .contains("2 images segmented", "1 failed", "b.tif is truncated", "evosam-report.csv");
    assertThat(Files.readAllLines(output.resolve("evosam-report.csv")))
        .hasSize(4)
        .anyMatch(line -> line.startsWith("b.tif,failed,,,") && line.contains("truncated"));
    assertThat(output.resolve("b-labels.tif")).doesNotExist();
    assertThat(output.resolve("c-labels.tif")).exists();
  }

  @Test
  void twoImagesOfOneNameDoNotShareResults() throws IOException {
    png("a.png", 1);
    new FileSaver(noise(2)).saveAsTiff(input.resolve("a.tif").toString());
    FolderReport report = run(all(), false);
    assertThat(report.segmented()).isEqualTo(1);
    assertThat(report.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.image()).isEqualTo("a.tif"))
        .satisfies(failure -> assertThat(failure.reason()).contains("a.png", "filter", "*.tif"));
  }

  @Test
  void whereRoisLieBesideAnImageTheyShowItsObjects() throws IOException {
    png("a.png", 1);
    Roi one = new Roi(5, 5, 20, 20);
    Roi two = new Roi(30, 10, 20, 20);
    RoiFiles.write(List.of(one, two), input.resolve("a.zip"));
    png("b.png", 2);
    RoiEncoder.save(new Roi(300, 300, 9, 9), input.resolve("b.roi").toString());
    png("c.png", 3);
    rectangle("c.roi");
    RoiFiles.write(List.of(one), input.resolve("c.zip"));

    FolderReport report = run(all(), false);

    assertThat(report.segmented()).isEqualTo(1);
    assertThat(report.failures().get(0).reason()).contains("covers no pixel");
    assertThat(report.failures().get(1).reason()).contains("c.roi", "c.zip", "remove one");
    assertThat(Files.readAllLines(output.resolve("evosam-report.csv")))
        .anyMatch(line -> line.matches("a.png,segmented,[12],,,.*"));
  }

  @Test
  void withoutAnExpertWhereOneIsNeededEachImageSaysSo() throws IOException {
    png("a.png", 1);
    FolderSegmentation task =
        new FolderSegmentation(
            images(),
            new ImageSegmentation(
                PromptSource.none(),
                new SegmentationRequest(ExpertChoice.AUTO, Search.TASK),
                SliceRange.ALL),
            new FolderResults(output, all(), true, false));
    FolderReport report = task.run(segmenter, new Follower());
    assertThat(report.failures().get(0).reason()).contains("No expert fits");
    assertThat(report.measurements()).isEmpty();
  }

  @Test
  void aFolderWithoutImagesIsSaidToBeOne() {
    assertThatThrownBy(() -> run(all(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no image in " + input);
    input = folder.resolve("nowhere");
    assertThatThrownBy(() -> run(all(), false))
        .isInstanceOf(ImageFileException.class)
        .hasMessageContaining("There is no folder " + input);
  }

  @Test
  void noImageIsKeptOnceTheNextOneIsDone() throws Exception {
    for (int i = 0; i < 5; i++) {
      png("image" + i + ".png", i);
    }
    List<WeakReference<SegmentedImage>> seen = new ArrayList<>();
    Follower follower =
        new Follower() {
          @Override
          public void segmented(
              String title, SegmentedImage image, Map<ResultFormat, Path> outputs) {
            seen.add(new WeakReference<>(image));
          }
        };
    run(all(), false, follower);
    assertThat(seen).hasSize(5);
    for (int attempt = 0; attempt < 50 && seen.stream().anyMatch(r -> r.get() != null); attempt++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(seen).allMatch(reference -> reference.get() == null);
  }
}
