package io.github.evosam.imagej.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import ij.io.RoiEncoder;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.imagej.image.ImageFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ROI files of all kinds that are not what they seem, and such whose counts lie. */
class OddRoisTest {
  private static final int ALTERED_FILES = 300;

  @TempDir private Path folder;

  @Test
  void whatMacOsAddsToAZipIsPassedOver() throws IOException {
    Path file = folder.resolve("mac.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, "__MACOSX/._cell.roi", new byte[] {0, 5, 22, 7});
      put(zip, "cell.roi", RoiEncoder.saveAsByteArray(new Roi(1, 2, 3, 4)));
      put(zip, "._cell.roi", new byte[] {0, 5, 22, 7});
      put(zip, "notes.txt", new byte[] {'x'});
    }

    assertThat(RoiFiles.read(file)).extracting(Roi::getName).containsExactly("cell");
  }

  static Stream<Roi> kinds() {
    float[] x = {1, 9, 9, 1, 5};
    float[] y = {1, 1, 8, 9, 5};
    ShapeRoi shape = new ShapeRoi(new OvalRoi(0, 0, 9, 9)).not(new ShapeRoi(new Roi(2, 2, 3, 3)));
    return Stream.of(
        new Roi(1, 2, 30, 40),
        new OvalRoi(3, 4, 50, 20),
        new PolygonRoi(x, y, Roi.POLYGON),
        new PolygonRoi(x, y, Roi.FREEROI),
        new PointRoi(x, y, 5),
        shape,
        new TextRoi(3, 3, "hello"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void alteredBytesEndInASentenceOrInASelection(Roi roi) throws IOException {
    byte[] whole = RoiEncoder.saveAsByteArray(roi);
    Random random = new Random(whole.length);
    for (int i = 0; i < ALTERED_FILES; i++) {
      byte[] altered = whole.clone();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        altered[6 + random.nextInt(altered.length - 6)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("altered.roi"), altered);
      try {
        RoiFiles.read(file).stream()
            .filter(read -> read.isArea() && !(read instanceof TextRoi))
            .forEach(read -> MaskRois.toMask(read, new ImageSize(64, 64)));
      } catch (ImageFileException e) {
        assertThat(e).hasMessageContaining(file.toString());
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("far larger than the image");
      }
    }
  }

  @Test
  void countsThatTheFileCannotHoldAreRefusedBeforeRoomIsMade() throws IOException {
    byte[] polygon = RoiEncoder.saveAsByteArray(kinds().toList().get(2));
    byte[] shape = RoiEncoder.saveAsByteArray(kinds().toList().get(5));
    byte[] text = RoiEncoder.saveAsByteArray(kinds().toList().get(6));
    ByteBuffer.wrap(polygon).putShort(16, (short) 0).putInt(18, Integer.MAX_VALUE);
    ByteBuffer.wrap(shape).putInt(36, Integer.MAX_VALUE);
    ByteBuffer.wrap(text).putInt(76, 1 << 30);

    for (byte[] bytes : List.of(polygon, shape, text)) {
      Path file = Files.write(folder.resolve("lie.roi"), bytes);
      assertThatExceptionOfType(ImageFileException.class)
          .isThrownBy(() -> RoiFiles.read(file))
          .withMessageContainingAll(file.toString(), "numbers in a ROI of");
    }
  }

  @Test
  void aSelectionFarLargerThanItsImageIsRefused() {
    Roi huge = new OvalRoi(0, 0, 60_000, 60_000);

    assertThatThrownBy(() -> MaskRois.toMask(huge, new ImageSize(40, 30)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("60000 x 60000", "40 x 30");
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
