package io.github.evosam.imagej.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.result.LabelColours;
import io.github.evosam.imagej.result.ObjectRois;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoiFilesTest {
  @TempDir Path folder;

  @Test
  void masksNamesAndPositionsComeBackFromZip() {
    ImageSize size = new ImageSize(40, 30);
    LabelMap labels = LabelMap.of(size, new Random(4).ints(1200, 0, 4).toArray());
    ImagePlus image = IJ.createHyperStack("h", 40, 30, 2, 3, 2, 8);
    List<Roi> rois = ObjectRois.of(labels, image, new StackPosition(2, 3, 2));
    Path file = folder.resolve("rois.zip");

    RoiFiles.write(rois, file);
    List<Roi> read = RoiFiles.read(file);

    assertThat(read)
        .extracting(Roi::getName)
        .containsExactly("0006-0001", "0006-0002", "0006-0003");
    for (int label = 1; label <= 3; label++) {
      Roi roi = read.get(label - 1);
      assertThat(MaskRois.toMask(roi, size)).isEqualTo(labels.masks().get(label));
      assertThat(StackPosition.of(roi, image)).isEqualTo(new StackPosition(0, 3, 2));
      assertThat(roi.getStrokeColor()).isEqualTo(LabelColours.of(label));
    }
  }

  @Test
  void theTimeOfWritingDoesNotChangeTheFile() throws Exception {
    Path file = folder.resolve("timeless.zip");
    RoiFiles.write(List.of(new Roi(1, 2, 3, 4)), file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream())
          .singleElement()
          .satisfies(e -> assertThat(e.getTimeLocal()).hasToString("1980-01-01T00:00"));
    }
  }

  @Test
  void plainStackAndSinglePlaneBindAsImageJDoes() {
    LabelMap labels = LabelMap.of(new ImageSize(2, 1), new int[] {0, 12});
    ImagePlus stack = IJ.createImage("s", "8-bit", 2, 1, 5);
    ImagePlus single = IJ.createImage("x", "8-bit", 2, 1, 1);

    Roi inStack = ObjectRois.of(labels, stack, new StackPosition(1, 4, 1)).get(0);
    Roi alone = ObjectRois.of(labels, single, new StackPosition(1, 1, 1)).get(0);

    assertThat(inStack.getPosition()).isEqualTo(4);
    assertThat(inStack.getName()).isEqualTo("0004-0012");
    assertThat(alone.getPosition()).isZero();
    assertThat(alone.getName()).isEqualTo("0012");
  }

  @Test
  void resultsAreDrawnBesideWhatTheUserHasDrawn() {
    ImagePlus image = IJ.createImage("s", "8-bit", 9, 9, 3);
    Roi own = new Roi(0, 0, 2, 2);
    image.setOverlay(new Overlay(own));
    LabelMap labels = LabelMap.of(new ImageSize(9, 9), labelled(40, 7));
    List<StackPosition> planes = SliceRange.ALL.positions(image);
    List<Roi> first = ObjectRois.of(labels, image, planes.get(0));

    ObjectRois.draw(first, image, planes.subList(0, 1));
    ObjectRois.draw(ObjectRois.of(labels, image, planes.get(1)), image, planes.subList(1, 2));
    ObjectRois.draw(first, image, planes.subList(0, 1));

    assertThat(image.getOverlay().toArray())
        .extracting(Roi::getName)
        .containsExactly(null, "0002-0007", "0001-0007");
    assertThat(image.getOverlay().get(0)).isSameAs(own);
    assertThat(image.getOverlay().get(2)).isEqualTo(first.get(0)).isNotSameAs(first.get(0));
  }

  private static int[] labelled(int pixel, int label) {
    int[] labels = new int[81];
    labels[pixel] = label;
    return labels;
  }

  @Test
  void equalAndMissingNamesAreMadeDistinct() {
    Roi named = new Roi(0, 0, 2, 2);
    named.setName("a/b");
    Roi same = new Roi(1, 1, 2, 2);
    same.setName("a/b");
    Path file = folder.resolve("rois.zip");

    RoiFiles.write(List.of(named, same, new Roi(2, 2, 2, 2)), file);

    assertThat(RoiFiles.read(file)).extracting(Roi::getName).containsExactly("a_b", "a_b-1", "roi");
  }

  @Test
  void singleRoiFileIsRead() throws IOException {
    Path file = folder.resolve("box.roi");
    Files.write(file, RoiEncoder.saveAsByteArray(new Roi(3, 4, 5, 6)));

    assertThat(RoiFiles.read(file)).containsExactly(new Roi(3, 4, 5, 6));
  }

  @Test
  void missingDamagedAndForeignFilesAreRefused() throws IOException {
    Path zip = folder.resolve("cut.zip");
    RoiFiles.write(List.of(new Roi(3, 4, 5, 6)), zip);
    Files.write(zip, java.util.Arrays.copyOf(Files.readAllBytes(zip), 50));
    Path text = Files.writeString(folder.resolve("text.roi"), "no roi here, just text and more");
    Path empty = Files.createFile(folder.resolve("empty.roi"));

    for (Path file : List.of(zip, text, empty, folder.resolve("none.zip"))) {
      assertThatThrownBy(() -> RoiFiles.read(file))
          .isInstanceOf(ImageFileException.class)
          .hasMessageContaining(file.toString());
    }
  }
}
