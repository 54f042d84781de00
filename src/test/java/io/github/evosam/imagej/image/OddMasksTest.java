package io.github.evosam.imagej.image;

import static io.github.evosam.imagej.image.OddScene.AREA;
import static io.github.evosam.imagej.image.OddScene.HEIGHT;
import static io.github.evosam.imagej.image.OddScene.WIDTH;
import static io.github.evosam.imagej.image.OddScene.eight;
import static io.github.evosam.imagej.image.OddScene.encoded;
import static io.github.evosam.imagej.image.OddScene.packed;
import static io.github.evosam.imagej.image.OddScene.page;
import static io.github.evosam.imagej.image.OddScene.picture;
import static io.github.evosam.imagej.image.OddScene.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks whose values need a second look; the disc's area tells whether they were understood. */
class OddMasksTest {
  private static final int WHITE = 0xffffffff;
  private static final int BLACK = 0xff000000;

  @TempDir private Path folder;

  /**
   * A mask file and what is right.
   *
   * @param area foreground pixels; -1 if the file is to be refused
   * @param words that the refusal, or a note, holds; empty for no note
   */
  record Odd(String name, byte[] bytes, int area, String words) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Odd is(String name, byte[] bytes) {
    return new Odd(name, bytes, AREA, "");
  }

  private static byte[] tiff(RawTiff.Page... pages) {
    RawTiff tiff = new RawTiff();
    Arrays.stream(pages).forEach(tiff::page);
    return tiff.bytes();
  }

  static Stream<Odd> masks() {
    BufferedImage grey = picture(BufferedImage.TYPE_BYTE_GRAY, WHITE, BLACK);
    BufferedImage rgb = picture(BufferedImage.TYPE_INT_RGB, WHITE, BLACK);
    BufferedImage clear = picture(BufferedImage.TYPE_INT_ARGB, WHITE, 0);
    BufferedImage opaque = picture(BufferedImage.TYPE_INT_ARGB, WHITE, BLACK);
    return Stream.of(
        is("grey.png", encoded(grey, "png", "")),
        is("rgb.png", encoded(rgb, "png", "")),
        is("rgba-opaque.png", encoded(opaque, "png", "")),
        new Odd("rgba-clear.png", encoded(clear, "png", ""), -1, "transparent"),
        new Odd("clear.gif", encoded(clear, "gif", ""), -1, "transparent"),
        new Odd(
            "coloured.png",
            encoded(picture(BufferedImage.TYPE_INT_RGB, 0xffff0000, BLACK), "png", ""),
            -1,
            "#ff0000"),
        new Odd(
            "colour16.png",
            OddPng.rgb16(new int[] {255, 255, 255}, new int[] {0, 0, 0}),
            -1,
            "3 channels"),
        is("bits1.png", encoded(picture(BufferedImage.TYPE_BYTE_BINARY, WHITE, BLACK), "png", "")),
        is("white-first.png", encoded(indexed(true), "png", "")),
        is("white-first.gif", encoded(indexed(true), "gif", "")),
        is("white-first.bmp", encoded(whiteFirstBits(), "bmp", "BI_RGB")),
        is("black-first.png", encoded(indexed(false), "png", "")),
        new Odd("coloured-ground.png", encoded(coloured(), "png", ""), AREA, "#808080"),
        is(
            "runs.bmp",
            encoded(picture(BufferedImage.TYPE_BYTE_INDEXED, WHITE, BLACK), "bmp", "BI_RLE8")),
        new Odd("mask.jpg", encoded(grey, "jpeg", ""), AREA, "lossy"),
        new Odd("labels.jpg", encoded(decodedGrey(eight(3, 0)), "jpeg", ""), -1, "JPEG"),
        new Odd("jpeg.tif", encoded(grey, "tiff", "JPEG"), AREA, "lossy"),
        new Odd("smooth.png", encoded(decodedGrey(smooth()), "png", ""), AREA, "in between"),
        new Odd(
            "everything.png",
            encoded(decodedGrey(eight(255, 255)), "png", ""),
            WIDTH * HEIGHT,
            "every pixel"),
        new Odd("nothing.png", encoded(decodedGrey(eight(0, 0)), "png", ""), 0, "no pixel"),
        new Odd(
            "one-everywhere.tif", tiff(page().strip(eight(1, 1))), WIDTH * HEIGHT, "every pixel"),
        is("ones.tif", tiff(page().strip(eight(1, 0)))),
        is("labels16.tif", tiff(page().set(258, 16).strip(words(2, false, 300, 0)))),
        is("signed16.tif", tiff(page().set(258, 16).set(339, 2).strip(words(2, false, 300, 0)))),
        new Odd(
            "negative16.tif",
            tiff(page().set(258, 16).set(339, 2).strip(words(2, false, 300, -1))),
            -1,
            "the value -1"),
        new Odd("signed8.tif", tiff(page().set(339, 2).strip(eight(-1, 0))), -1, "sample format 2"),
        is("int32.tif", tiff(page().set(258, 32).set(339, 2).strip(words(4, false, 70000, 0)))),
        new Odd(
            "identifiers32.tif",
            tiff(page().set(258, 32).set(339, 1).strip(words(4, false, 4.0e9, 0))),
            -1,
            "the value 4.0E9"),
        is("float.tif", tiff(page().set(258, 32).set(339, 3).strip(words(4, true, 1, 0)))),
        new Odd(
            "probability.tif",
            tiff(page().set(258, 32).set(339, 3).strip(words(4, true, 0.9, 0))),
            -1,
            "the value 0.9"),
        new Odd(
            "nan.tif",
            tiff(page().set(258, 32).set(339, 3).strip(words(4, true, 1, Double.NaN))),
            -1,
            "the value NaN"),
        is("bits1.tif", tiff(page().set(258, 1).strip(packed(1, 1, 0, false)))),
        is(
            "bits1-white-is-zero.tif",
            tiff(page().set(258, 1).set(262, 0).strip(packed(1, 0, 1, false)))),
        is(
            "bits1-fax.tif",
            encoded(picture(BufferedImage.TYPE_BYTE_BINARY, WHITE, BLACK), "tiff", "CCITT T.6")),
        is(
            "imagej-inverting.tif",
            tiff(page().set(262, 0).text(270, "ImageJ=1.54p\n").strip(eight(255, 0)))),
        is("palette.tif", tiff(palette())),
        new Odd(
            "calibrated.tif",
            tiff(
                page()
                    .text(270, "ImageJ=1.54p\ncf=0\nc0=5.0\nc1=2.0\nvunit=nM\n")
                    .strip(eight(1, 0))),
            -1,
            "calibration function"),
        new Odd(
            "pages.tif",
            tiff(page().strip(eight(1, 0)), page().strip(eight(2, 0))),
            -1,
            "2 planes"),
        new Odd(
            "channels.tif",
            tiff(
                page()
                    .text(270, "ImageJ=1.54p\nimages=2\nchannels=2\nhyperstack=true\n")
                    .strip(twice(eight(1, 0)))),
            -1,
            "2 channels"));
  }

  private static byte[] twice(byte[] bytes) {
    byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
    System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
    return twice;
  }

  /** Colours of a label image in which 0 is black. */
  private static RawTiff.Page palette() {
    long[] map = new long[768];
    map[1] = 65535;
    return page().set(262, 3).set(320, map).strip(eight(1, 0));
  }

  private static BufferedImage decodedGrey(byte[] pixels) {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, WIDTH, HEIGHT, pixels);
    return picture;
  }

  /** White on black with soft edges that cross the middle where the disc ends. */
  private static byte[] smooth() {
    byte[] pixels = eight(255, 0);
    for (int i = 0; i < pixels.length; i++) {
      int x = i % WIDTH - OddScene.X;
      int y = i / WIDTH - OddScene.Y;
      int square = x * x + y * y;
      if (square > 36 && square <= 50) {
        pixels[i] = (byte) (square > 41 ? 30 : square > 37 ? 60 : 100);
      }
    }
    return pixels;
  }

  private static BufferedImage indexed(boolean isWhiteFirst) {
    byte[] levels = isWhiteFirst ? new byte[] {-1, 0} : new byte[] {0, -1};
    return indexed(new IndexColorModel(8, 2, levels, levels, levels), isWhiteFirst ? 0 : 1);
  }

  private static BufferedImage whiteFirstBits() {
    byte[] levels = {-1, 0};
    IndexColorModel table = new IndexColorModel(1, 2, levels, levels, levels);
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY, table);
    picture.getRaster().setDataElements(0, 0, WIDTH, HEIGHT, eight(0, 1));
    return picture;
  }

  private static BufferedImage coloured() {
    byte[] levels = {-128, 10, 20};
    return indexed(new IndexColorModel(8, 3, levels, levels, levels), 2);
  }

  private static BufferedImage indexed(IndexColorModel table, int disc) {
    BufferedImage picture =
        new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, table);
    int ground = disc == 0 ? 1 : 0;
    picture.getRaster().setDataElements(0, 0, WIDTH, HEIGHT, eight(disc, ground));
    return picture;
  }

  @ParameterizedTest
  @MethodSource("masks")
  void isReadAsMeantOrRefusedOrNoted(Odd odd) throws Exception {
    Path file = Files.write(folder.resolve(odd.name()), odd.bytes());
    List<String> notes = new ArrayList<>();
    ImageSize size = new ImageSize(WIDTH, HEIGHT);
    if (odd.area() < 0) {
      assertThatExceptionOfType(ImageFileException.class)
          .isThrownBy(() -> ImageFiles.mask(file, size, file, notes::add))
          .withMessageContainingAll(file.toString(), odd.words());
      return;
    }

    Mask mask = ImageFiles.mask(file, size, file, notes::add);

    boolean isLossy = odd.words().equals("lossy");
    assertThat(mask.areaPixels())
        .isBetween(odd.area() - (isLossy ? 4 : 0), odd.area() + (isLossy ? 4 : 0));
    if (odd.words().isEmpty()) {
      assertThat(notes).isEmpty();
    } else {
      assertThat(notes).singleElement().asString().contains(odd.name(), odd.words());
    }
  }

  @Test
  void openImagesAreHeldToTheSame() {
    ImagePlus calibrated = new ImagePlus("od", new ByteProcessor(4, 1, new byte[] {0, 1, 2, 0}));
    calibrated
        .getCalibration()
        .setFunction(ij.measure.Calibration.STRAIGHT_LINE, new double[] {1, 2}, "od");
    ImagePlus composite = new CompositeImage(IJ.createHyperStack("two", 4, 1, 2, 1, 1, 8));
    ImagePlus signed =
        new ImagePlus(
            "signed",
            new ij.process.ShortProcessor(2, 1, new short[] {(short) 32768, (short) 32775}, null));
    signed.getCalibration().setSigned16BitCalibration();

    assertRefused(calibrated, "calibration function");
    assertRefused(composite, "2 channels");
    assertThat(LabelReading.labels(signed).toArray()).containsExactly(0, 7);
  }

  private static void assertRefused(ImagePlus image, String words) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> LabelReading.labels(image))
        .withMessageContainingAll(image.getTitle(), words);
  }
}
