package io.github.evosam.imagej.command.propagate;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.command.MacroProcess;
import io.github.evosam.imagej.image.LabelReading;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.roi.RoiFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells of the bundled membrane stack, shown on one slice, against their true labels. */
class PropagateStackMacroTest {
  private static final Path STACK = Path.of("test-images", "membranes.tif");
  private static final Path TRUTH = Path.of("test-images", "membranes-labels.tif");
  private static final int SHOWN_ON = 7;

  /** Large cells that are there on all slices. */
  private static final List<Integer> CELLS = List.of(1, 6, 10);

  /** Of the twelve slices, on which each of these cells is to be found. */
  private static final int LEAST_SLICES = 8;

  @TempDir private Path folder;

  @Test
  void cellsKeepTheirNumbersThroughTheStackAndAreMeasured() throws Exception {
    ImagePlus truth = IJ.openImage(TRUTH.toString());
    Path rois = folder.resolve("cells.zip");
    RoiFiles.write(boxes(labels(truth, SHOWN_ON)), rois);
    Path results = folder.resolve("results");

    String log =
        MacroProcess.run(
            folder.resolve("home"),
            Path.of("macros", "propagate_stack.ijm"),
            STACK.toAbsolutePath() + "," + rois + "," + results);

    assertThat(results.resolve("membranes-labels.tif")).as(log).exists();
    ImagePlus found = IJ.openImage(results.resolve("membranes-labels.tif").toString());
    assertThat(found.getStackSize()).isEqualTo(truth.getStackSize());
    for (int slice = 1; slice <= truth.getStackSize(); slice++) {
      Map<Integer, Mask> cells = labels(truth, slice).masks();
      Map<Integer, Mask> objects = labels(found, slice).masks();
      assertThat(objects.keySet()).as("slice %d", slice).isSubsetOf(1, 2, 3);
      for (int i = 0; i < CELLS.size(); i++) {
        Mask object = objects.get(i + 1);
        if (object != null) {
          assertThat(mostCovered(object, cells))
              .as("cell under object %d on slice %d", i + 1, slice)
              .isEqualTo(CELLS.get(i));
        }
      }
    }
    List<List<Integer>> covered = coveredSlices(found);
    for (List<Integer> slices : covered) {
      assertThat(slices).as("the slice shown, and others without a gap").contains(SHOWN_ON);
      assertThat(slices.get(slices.size() - 1) - slices.get(0)).isEqualTo(slices.size() - 1);
    }
    assertThat(covered)
        .as("slices of each object, of which most are to be found")
        .allMatch(slices -> slices.size() >= LEAST_SLICES);
    int all = covered.stream().mapToInt(List::size).sum();
    List<String> table = Files.readAllLines(results.resolve("membranes-objects.csv"));
    assertThat(table).hasSize(1 + CELLS.size());
    assertThat(table.get(0)).contains("Object", "First slice", "Last slice", "Voxels", "Volume");
    assertThat(RoiFiles.read(results.resolve("membranes-rois.zip")))
        .hasSize(all)
        .allMatch(roi -> roi.getPosition() >= 1 && roi.getPosition() <= truth.getStackSize());
  }

  private static List<Roi> boxes(LabelMap cells) {
    List<Roi> rois = new ArrayList<>();
    for (int cell : CELLS) {
      BoxPrompt box = cells.masks().get(cell).boundingBox().orElseThrow();
      Roi roi = new Roi((int) box.x0(), (int) box.y0(), (int) box.width(), (int) box.height());
      roi.setName("cell " + cell);
      roi.setPosition(SHOWN_ON);
      rois.add(roi);
    }
    return rois;
  }

  private static int mostCovered(Mask object, Map<Integer, Mask> cells) {
    return cells.entrySet().stream()
        .max(java.util.Comparator.comparingInt(c -> c.getValue().intersectionPixels(object)))
        .orElseThrow()
        .getKey();
  }

  private static List<List<Integer>> coveredSlices(ImagePlus found) {
    List<List<Integer>> covered = new ArrayList<>();
    for (int object = 1; object <= CELLS.size(); object++) {
      List<Integer> slices = new ArrayList<>();
      for (int slice = 1; slice <= found.getStackSize(); slice++) {
        if (labels(found, slice).masks().containsKey(object)) {
          slices.add(slice);
        }
      }
      covered.add(slices);
    }
    return covered;
  }

  private static LabelMap labels(ImagePlus image, int slice) {
    return LabelReading.labels(image, new StackPosition(1, slice, 1));
  }
}
