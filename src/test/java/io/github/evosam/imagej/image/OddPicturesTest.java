package io.github.evosam.imagej.image;

import static io.github.evosam.imagej.image.OddFile.BLUE;
import static io.github.evosam.imagej.image.OddFile.RED;
import static io.github.evosam.imagej.image.OddFile.colour;
import static io.github.evosam.imagej.image.OddFile.grey;
import static io.github.evosam.imagej.image.OddFile.noted;
import static io.github.evosam.imagej.image.OddFile.refused;
import static io.github.evosam.imagej.image.OddScene.BRIGHT;
import static io.github.evosam.imagej.image.OddScene.DARK;
import static io.github.evosam.imagej.image.OddScene.HEIGHT;
import static io.github.evosam.imagej.image.OddScene.WIDTH;
import static io.github.evosam.imagej.image.OddScene.eight;
import static io.github.evosam.imagej.image.OddScene.encoded;
import static io.github.evosam.imagej.image.OddScene.picture;
import static io.github.evosam.imagej.image.OddScene.rgb;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PNG, JPEG, GIF, BMP and PNM files of unusual kinds, as {@link OddImagesTest} has TIFF files. */
class OddPicturesTest {
  private static final int RED_RGB = 0xffdc1e3c;
  private static final int BLUE_RGB = 0xff1428a0;
  private static final int WHITE = 0xffffffff;
  private static final int BLACK = 0xff000000;

  @TempDir private Path folder;

  static Stream<OddFile> pictures() {
    BufferedImage rgb = picture(BufferedImage.TYPE_INT_RGB, RED_RGB, BLUE_RGB);
    BufferedImage clear = picture(BufferedImage.TYPE_INT_ARGB, RED_RGB, 0x000000);
    BufferedImage opaque = picture(BufferedImage.TYPE_INT_ARGB, RED_RGB, BLUE_RGB);
    BufferedImage grey16 = picture(BufferedImage.TYPE_USHORT_GRAY, WHITE, BLACK);
    int[] white = {255, 255, 255};
    return Stream.of(
        colour("rgb.png", encoded(rgb, "png", "")),
        colour("rgba-opaque.png", encoded(opaque, "png", "")),
        noted(
            new OddFile("rgba-clear.png", encoded(clear, "png", ""), RED, white, ""),
            "transparent"),
        noted(new OddFile("clear.gif", encoded(clear, "gif", ""), RED, white, ""), "transparent"),
        grey("sixteen.png", encoded(grey16, "png", ""), 255, 0),
        colour("colour16.png", OddPng.rgb16(RED, BLUE)),
        noted(colour("animated.png", OddPng.animated(encoded(rgb, "png", ""))), "animated"),
        colour("rgb.bmp", encoded(rgb, "bmp", "BI_RGB")),
        grey(
            "bits1.bmp",
            encoded(picture(BufferedImage.TYPE_BYTE_BINARY, WHITE, BLACK), "bmp", "BI_RGB"),
            255,
            0),
        grey(
            "runs.bmp",
            encoded(picture(BufferedImage.TYPE_BYTE_INDEXED, WHITE, BLACK), "bmp", "BI_RLE8"),
            255,
            0),
        new OddFile(
            "fields.bmp",
            encoded(
                picture(BufferedImage.TYPE_USHORT_565_RGB, 0xffff0000, 0xff0000ff),
                "bmp",
                "BI_BITFIELDS"),
            new int[] {255, 0, 0},
            new int[] {0, 0, 255},
            ""),
        new OddFile("jpeg.tif", encoded(rgb, "tiff", "JPEG"), RED, BLUE, ""),
        new OddFile("rgb.jpg", encoded(rgb, "jpeg", ""), RED, BLUE, ""),
        noted(
            new OddFile("turned.jpg", OddPng.turned(encoded(rgb, "jpeg", "")), RED, BLUE, ""),
            "Exif orientation 6"),
        grey("plain.pbm", ("P1 44 30\n" + bits(" ")).getBytes(StandardCharsets.US_ASCII), 0, 255),
        refused("dense.pbm", ("P1 44 30\n" + bits("")).getBytes(StandardCharsets.US_ASCII), "P1"),
        grey("grey.pgm", pgm(255, BRIGHT, DARK), BRIGHT, DARK),
        grey("small-maximum.pgm", pgm(5, 5, 1), 255, 51),
        noted(
            grey("two.pgm", twice(pgm(255, BRIGHT, DARK)), BRIGHT, DARK), "more than one picture"),
        refused("wide.png", OddPng.header(200_000, 200_000), "do not fit into"),
        refused("nothing.png", OddPng.header(0, 5), "0 x 5"));
  }

  private static String bits(String between) {
    StringBuilder text = new StringBuilder();
    for (int value : OddScene.values(1, 0)) {
      text.append(value).append(between);
    }
    return text.toString();
  }

  private static byte[] pgm(int largest, int disc, int ground) {
    byte[] header = "P5\n44 30\n%d\n".formatted(largest).getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(header, header.length + WIDTH * HEIGHT);
    System.arraycopy(eight(disc, ground), 0, all, header.length, WIDTH * HEIGHT);
    return all;
  }

  private static byte[] twice(byte[] bytes) {
    byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
    System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
    return twice;
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void isReadAsMeantOrRefusedOrNoted(OddFile odd) {
    assertThatCode(() -> odd.check(folder)).doesNotThrowAnyException();
  }
}
