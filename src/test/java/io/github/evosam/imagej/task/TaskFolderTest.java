package io.github.evosam.imagej.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ij.IJ;
import ij.ImagePlus;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.imagej.image.ImageFileException;
import io.github.evosam.imagej.image.ImageWriting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFolderTest {
  @TempDir Path folder;

  @Test
  void pairsFilesOfOneNameSortedAndPassesOverTheRest() throws IOException {
    touch("images/b.png", "images/a.tif", "images/.hidden", "images/Thumbs.db");
    touch("masks/a.png", "masks/b.png", "masks/more/c.png");

    List<LabelledFiles> pairs = TaskFolder.pairs(folder);

    assertThat(pairs).extracting(LabelledFiles::name).containsExactly("a", "b");
    assertThat(pairs.get(0).image()).isEqualTo(folder.resolve("images/a.tif"));
    assertThat(pairs.get(0).mask()).isEqualTo(folder.resolve("masks/a.png"));
  }

  @Test
  void filesWithoutPartnerAreListedByName() throws IOException {
    touch("images/a.png", "images/b.png", "images/c.png", "masks/c.png", "masks/d.png");

    assertRefused("2 images without a mask", "a, b", "1 masks without an image", ": d");
  }

  @Test
  void longListOfLonelyFilesIsCut() throws IOException {
    touch("masks/0.png", "images/0.png");
    for (int i = 1; i < 30; i++) {
      touch("images/" + i + ".png");
    }

    assertRefused("29 images", "and 19 more");
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws IOException {
    touch("images/a.png", "images/a.tif", "masks/a.png");

    assertRefused("a.png", "a.tif", "one name");
  }

  @Test
  void missingAndEmptyFoldersAreRefused() throws IOException {
    assertRefused("has no folder 'images'");
    Files.createDirectories(folder.resolve("images"));
    assertRefused("no folder " + folder.resolve("masks"));
    Files.createDirectories(folder.resolve("masks"));
    assertRefused("no image in");
    assertThatExceptionOfType(ImageFileException.class)
        .isThrownBy(() -> TaskFolder.pairs(folder.resolve("none")))
        .withMessageContaining("none");
  }

  @Test
  void readsPlaneAndLabels() {
    ImagePlus image = IJ.createImage("i", "RGB black", 6, 4, 1);
    image.getProcessor().set(2, 1, 0xff0a141e);
    ImagePlus mask = IJ.createImage("m", "8-bit black", 6, 4, 1);
    mask.getProcessor().set(2, 1, 255);
    ImageWriting.png(image, folder.resolve("images/a.png"));
    ImageWriting.png(mask, folder.resolve("masks/a.png"));

    List<LabelledPlane> planes = TaskFolder.pairs(folder).get(0).read();

    assertThat(planes).hasSize(1);
    LabelledPlane read = planes.get(0);
    assertThat(read.plane().size()).isEqualTo(new ImageSize(6, 4));
    assertThat(
            List.of(read.plane().at(0, 2, 1), read.plane().at(1, 2, 1), read.plane().at(2, 2, 1)))
        .containsExactly(10f, 20f, 30f);
    assertThat(read.labels().at(2, 1)).isEqualTo(255);
    assertThat(read.labels().foreground().areaPixels()).isEqualTo(1);
  }

  @Test
  void stacksGiveOnePairPerSlice() {
    ImagePlus image = IJ.createImage("i", "8-bit black", 6, 4, 3);
    ImagePlus mask = IJ.createImage("m", "16-bit black", 6, 4, 3);
    for (int slice = 1; slice <= 3; slice++) {
      image.getStack().getProcessor(slice).set(1, 1, 10 * slice);
      mask.getStack().getProcessor(slice).set(1, 1, 300 * slice);
    }
    ImageWriting.tiff(image, folder.resolve("images/a.tif"));
    ImageWriting.tiff(mask, folder.resolve("masks/a.tif"));

    List<LabelledPlane> planes = TaskFolder.pairs(folder).get(0).read();

    assertThat(planes).extracting(p -> p.plane().at(0, 1, 1)).containsExactly(10f, 20f, 30f);
    assertThat(planes).extracting(p -> p.labels().at(1, 1)).containsExactly(300, 600, 900);
  }

  @Test
  void maskOfAnotherSizeOrDepthIsRefusedWithBothFiles() {
    ImageWriting.tiff(IJ.createImage("i", "8-bit", 6, 4, 2), folder.resolve("images/a.tif"));
    ImageWriting.tiff(IJ.createImage("m", "8-bit", 6, 4, 1), folder.resolve("masks/a.tif"));
    assertReadRefused("2", "1 planes");

    ImageWriting.tiff(IJ.createImage("m", "8-bit", 6, 5, 2), folder.resolve("masks/a.tif"));
    assertReadRefused("6 x 5", "6 x 4");
  }

  @Test
  void nanImageIsRefusedByFile() {
    ImagePlus image = IJ.createImage("i", "32-bit", 6, 4, 1);
    image.getProcessor().setValue(Double.NaN);
    image.getProcessor().fill();
    LabelledFiles pair =
        new LabelledFiles(folder.resolve("images/a.tif"), folder.resolve("masks/a.tif"));
    ImageWriting.tiff(image, pair.image());
    ImageWriting.tiff(IJ.createImage("m", "8-bit", 6, 4, 1), pair.mask());

    assertThatExceptionOfType(ImageFileException.class)
        .isThrownBy(pair::read)
        .withMessageContainingAll(pair.image().toString(), "no finite number");
  }

  private void assertReadRefused(String... parts) {
    LabelledFiles pair = TaskFolder.pairs(folder).get(0);
    assertThatExceptionOfType(ImageFileException.class)
        .isThrownBy(pair::read)
        .withMessageContainingAll(parts)
        .withMessageContainingAll(pair.image().toString(), pair.mask().toString());
  }

  private void assertRefused(String... parts) {
    assertThatExceptionOfType(ImageFileException.class)
        .isThrownBy(() -> TaskFolder.pairs(folder))
        .withMessageContainingAll(parts);
  }

  private void touch(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }
}
