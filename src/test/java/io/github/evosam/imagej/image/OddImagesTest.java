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
import static io.github.evosam.imagej.image.OddScene.deflated;
import static io.github.evosam.imagej.image.OddScene.eight;
import static io.github.evosam.imagej.image.OddScene.encoded;
import static io.github.evosam.imagej.image.OddScene.packBits;
import static io.github.evosam.imagej.image.OddScene.packed;
import static io.github.evosam.imagej.image.OddScene.page;
import static io.github.evosam.imagej.image.OddScene.picture;
import static io.github.evosam.imagej.image.OddScene.rgb;
import static io.github.evosam.imagej.image.OddScene.samples;
import static io.github.evosam.imagej.image.OddScene.words;
import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that mean something else than their bytes say at first sight. Each is read as its author
 * meant it, refused, or read with a note; the disc's colour is what tells.
 */
class OddImagesTest {
  private static final int RED_RGB = 0xffdc1e3c;
  private static final int BLUE_RGB = 0xff1428a0;
  private static final int WHITE = 0xffffffff;
  private static final int BLACK = 0xff000000;

  @TempDir private Path folder;

  private static byte[] tiff(RawTiff.Page... pages) {
    RawTiff tiff = new RawTiff();
    Arrays.stream(pages).forEach(tiff::page);
    return tiff.bytes();
  }

  private static RawTiff.Page plain() {
    return page().strip(eight(BRIGHT, DARK));
  }

  private static RawTiff.Page halves() {
    byte[] all = eight(BRIGHT, DARK);
    int half = all.length / 2;
    return page()
        .set(278, HEIGHT / 2)
        .strip(Arrays.copyOf(all, half))
        .strip(Arrays.copyOfRange(all, half, all.length));
  }

  static Stream<OddFile> plainKinds() {
    byte[] rgb = samples(RED, BLUE);
    return Stream.of(
        grey("grey8.tif", tiff(plain()), BRIGHT, DARK),
        grey(
            "grey8-big-endian.tif",
            new RawTiff(ByteOrder.BIG_ENDIAN).page(plain()).bytes(),
            BRIGHT,
            DARK),
        grey("strips.tif", tiff(halves()), BRIGHT, DARK),
        grey("strips-apart.tif", tiff(halves().gap(10)), BRIGHT, DARK),
        grey("strips-reversed.tif", tiff(halves().reversed()), BRIGHT, DARK),
        grey(
            "deflate.tif",
            tiff(page().set(259, 8).strip(deflated(eight(BRIGHT, DARK)))),
            BRIGHT,
            DARK),
        grey(
            "packbits.tif",
            tiff(page().set(259, 32773).strip(packBits(eight(BRIGHT, DARK)))),
            BRIGHT,
            DARK),
        grey(
            "white-is-zero.tif",
            tiff(page().set(262, 0).strip(eight(BRIGHT, DARK))),
            255 - BRIGHT,
            255 - DARK),
        grey(
            "white-is-zero-deflate.tif",
            tiff(page().set(262, 0).set(259, 8).strip(deflated(eight(BRIGHT, DARK)))),
            255 - BRIGHT,
            255 - DARK),
        grey("white-is-zero-tiles.tif", whiteZeroTiles(), 255 - BRIGHT, 255 - DARK),
        grey("sixteen.tif", tiff(page().set(258, 16).strip(words(2, false, 5000, 100))), 255, 0),
        grey(
            "sixteen-signed.tif",
            tiff(page().set(258, 16).set(339, 2).strip(words(2, false, 500, -300))),
            255,
            0),
        grey(
            "sixteen-white-is-zero.tif",
            tiff(page().set(258, 16).set(262, 0).strip(words(2, false, 5000, 100))),
            0,
            255),
        grey(
            "int32-unsigned.tif",
            tiff(page().set(258, 32).set(339, 1).strip(words(4, false, 4.0e9, 10))),
            255,
            0),
        grey(
            "int32-signed.tif",
            tiff(page().set(258, 32).set(339, 2).strip(words(4, false, 70000, -5))),
            255,
            0),
        grey(
            "float32.tif",
            tiff(page().set(258, 32).set(339, 3).strip(words(4, true, 0.75, -0.5))),
            255,
            0),
        grey("bits1.tif", tiff(page().set(258, 1).strip(packed(1, 1, 0, false))), 255, 0),
        grey(
            "bits1-white-is-zero.tif",
            tiff(page().set(258, 1).set(262, 0).strip(packed(1, 1, 0, false))),
            0,
            255),
        grey(
            "bits1-packbits.tif",
            tiff(page().set(258, 1).set(259, 32773).strip(packBits(packed(1, 1, 0, false)))),
            255,
            0),
        grey(
            "bits1-deflate.tif",
            tiff(page().set(258, 1).set(259, 8).strip(deflated(packed(1, 1, 0, false)))),
            255,
            0),
        grey(
            "bits1-low-first.tif",
            tiff(page().set(258, 1).set(266, 2).strip(packed(1, 1, 0, true))),
            255,
            0),
        grey(
            "bits1-fax.tif",
            encoded(picture(BufferedImage.TYPE_BYTE_BINARY, WHITE, BLACK), "tiff", "CCITT T.6"),
            255,
            0),
        grey("bits2.tif", tiff(page().set(258, 2).strip(packed(2, 3, 1, false))), 255, 85),
        grey("bits4.tif", tiff(page().set(258, 4).strip(packed(4, 15, 2, false))), 255, 34),
        colour("rgb.tif", tiff(rgb(rgb))),
        colour("rgb-planar.tif", tiff(planar())),
        colour("rgb-deflate.tif", tiff(rgb(deflated(rgb)).set(259, 8))),
        colour("rgb-planar-deflate.tif", tiff(planarDeflate())),
        colour(
            "rgb-lzw.tif",
            encoded(picture(BufferedImage.TYPE_INT_RGB, RED_RGB, BLUE_RGB), "tiff", "LZW")),
        colour("tiles.tif", tiff(tiles())),
        colour("palette.tif", tiff(palette().strip(eight(1, 0)))),
        colour("palette-deflate.tif", tiff(palette().set(259, 8), true)),
        colour("palette4.tif", tiff(palette4())),
        grey(
            "palette-imagej.tif",
            tiff(palette().text(270, "ImageJ=1.54p\n").strip(eight(1, 0))),
            1,
            0),
        colour("rgba-opaque.tif", tiff(rgba(255))),
        colour("pages-and-thumbnail.tif", tiff(rgb(rgb), thumbnail().set(254, 1))));
  }

  static Stream<OddFile> notedAndRefusedTiffs() {
    byte[] grey = eight(BRIGHT, DARK);
    return Stream.of(
        noted(grey("orientation.tif", tiff(plain().set(274, 3)), BRIGHT, DARK), "orientation 3"),
        noted(colour("pyramid.tif", tiff(rgb(samples(RED, BLUE)), thumbnail())), "1 smaller pages"),
        noted(
            new OddFile("rgba-clear.tif", tiff(rgba(0)), RED, new int[] {255, 255, 255}, ""),
            "transparent"),
        refused(
            "pages-differ.tif",
            tiff(
                plain(), new RawTiff.Page(WIDTH, HEIGHT + 7).strip(new byte[WIDTH * (HEIGHT + 7)])),
            "Page 2"),
        refused(
            "pages-of-other-depth.tif",
            tiff(plain(), page().set(258, 16).strip(words(2, false, 1, 2))),
            "Page 2"),
        refused("loop.tif", new RawTiff().page(plain()).thenAt(loop()).bytes(), "returns"),
        refused(
            "deflate-cut-off.tif",
            tiff(page().set(259, 8).strip(Arrays.copyOf(deflated(eight(BRIGHT, DARK)), 20))),
            "cut off"),
        refused(
            "deflate-bomb.tif",
            tiff(page().set(259, 8).strip(deflated(new byte[10_000_000]))),
            "unpack to more than"),
        refused("no-pages.tif", new byte[] {'I', 'I', 42, 0, 0, 0, 0, 0}, "no image directory"),
        refused("signed8.tif", tiff(page().set(339, 2).strip(grey)), "sample format 2"),
        refused(
            "float16.tif",
            tiff(page().set(258, 16).set(339, 3).strip(words(2, false, 1, 2))),
            "sample format 3"),
        refused(
            "float64.tif", tiff(page().set(258, 64).set(339, 3).strip(words(8, true, 1, 2))), "64"),
        refused(
            "bits12.tif", tiff(page().set(258, 12).strip(packed(12, 4000, 10, false))), "12 bits"),
        refused(
            "predictor3.tif",
            tiff(
                page()
                    .set(258, 32)
                    .set(339, 3)
                    .set(259, 8)
                    .set(317, 3)
                    .strip(deflated(words(4, true, 1, 2)))),
            "predictor 3"),
        refused(
            "cmyk.tif",
            tiff(
                page()
                    .set(258, 8, 8, 8, 8)
                    .set(262, 5)
                    .set(277, 4)
                    .strip(samples(new int[] {0, 1, 2, 3}, new int[] {9, 9, 9, 9}))),
            "CMYK"),
        refused("cielab.tif", tiff(rgb(samples(RED, BLUE)).set(262, 8)), "CIE L*a*b*"),
        refused(
            "two-samples.tif",
            tiff(
                page()
                    .set(258, 8, 8)
                    .set(277, 2)
                    .strip(samples(new int[] {1, 2}, new int[] {3, 4}))),
            "2 samples"),
        refused(
            "five-samples.tif",
            tiff(
                page()
                    .set(258, 8, 8, 8, 8, 8)
                    .set(277, 5)
                    .strip(samples(new int[] {1, 2, 3, 4, 5}, new int[] {5, 4, 3, 2, 1}))),
            "5 samples"),
        refused("colour-filter.tif", tiff(plain().set(262, 32803)), "colour space 32803"),
        refused("jpeg2000.tif", tiff(plain().set(259, 33003)), "compression"),
        refused("no-width.tif", tiff(plain().set(256, 0)), "0 x 30"),
        refused("huge.tif", tiff(plain().set(256, 60000).set(257, 60000)), "60000"),
        refused("line.tif", tiff(new RawTiff.Page(4000, 2).strip(new byte[8000])), "narrow"),
        refused("ome-series.tif", ome(2, 1, 1, 2, "XYCZT"), "2 images"),
        refused("ome-elsewhere.tif", ome(1, 3, 5, 2, "XYCZT"), "15 planes, but 2"));
  }

  private static RawTiff.Page thumbnail() {
    return new RawTiff.Page(WIDTH / 2, HEIGHT / 2)
        .set(258, 8, 8, 8)
        .set(262, 2)
        .set(277, 3)
        .strip(new byte[WIDTH / 2 * (HEIGHT / 2) * 3]);
  }

  private static RawTiff.Page rgba(int groundAlpha) {
    int[] disc = {RED[0], RED[1], RED[2], 255};
    int[] ground = {BLUE[0], BLUE[1], BLUE[2], groundAlpha};
    return page()
        .set(258, 8, 8, 8, 8)
        .set(262, 2)
        .set(277, 4)
        .set(338, 2)
        .strip(samples(disc, ground));
  }

  private static RawTiff.Page planar() {
    RawTiff.Page page = page().set(258, 8, 8, 8).set(262, 2).set(277, 3).set(284, 2);
    for (int c = 0; c < 3; c++) {
      page.strip(eight(RED[c], BLUE[c]));
    }
    return page;
  }

  private static RawTiff.Page planarDeflate() {
    RawTiff.Page page = page().set(258, 8, 8, 8).set(259, 8).set(262, 2).set(277, 3).set(284, 2);
    for (int c = 0; c < 3; c++) {
      page.strip(deflated(eight(RED[c], BLUE[c])));
    }
    return page;
  }

  private static RawTiff.Page tiles() {
    return tiled(page().set(258, 8, 8, 8).set(262, 2).set(277, 3), samples(RED, BLUE), 3);
  }

  private static byte[] whiteZeroTiles() {
    return tiff(tiled(page().set(262, 0), eight(BRIGHT, DARK), 1));
  }

  /** Tiles of 16 x 16 pixels. */
  private static RawTiff.Page tiled(RawTiff.Page page, byte[] pixels, int samples) {
    page.set(322, 16).set(323, 16);
    for (int top = 0; top < HEIGHT; top += 16) {
      for (int left = 0; left < WIDTH; left += 16) {
        byte[] tile = new byte[16 * 16 * samples];
        for (int i = 0; i < 256; i++) {
          int x = left + i % 16;
          int y = top + i / 16;
          if (x < WIDTH && y < HEIGHT) {
            System.arraycopy(pixels, (y * WIDTH + x) * samples, tile, i * samples, samples);
          }
        }
        page.strip(tile);
      }
    }
    return page;
  }

  private static byte[] tiff(RawTiff.Page palette, boolean isDeflated) {
    return tiff(palette.strip(deflated(eight(1, 0))));
  }

  /** The disc is colour 1, the ground colour 0; colours are of 16 bits, all reds first. */
  private static RawTiff.Page palette() {
    long[] map = new long[768];
    for (int c = 0; c < 3; c++) {
      map[256 * c] = BLUE[c] * 257L;
      map[256 * c + 1] = RED[c] * 257L;
    }
    RawTiff.Page page = page().set(262, 3).set(320, map);
    return page;
  }

  private static RawTiff.Page palette4() {
    long[] map = new long[48];
    for (int c = 0; c < 3; c++) {
      map[16 * c] = BLUE[c] * 257L;
      map[16 * c + 9] = RED[c] * 257L;
    }
    return page().set(258, 4).set(262, 3).set(320, map).strip(packed(4, 9, 0, false));
  }

  /** Where the first directory lies in a file of one page. */
  private static long loop() {
    byte[] bytes = new RawTiff().page(plain()).bytes();
    return java.nio.ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
  }

  private static byte[] ome(int images, int c, int z, int pages, String order) {
    StringBuilder xml =
        new StringBuilder(
            "<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">");
    for (int i = 0; i < images; i++) {
      xml.append(
          "<Image ID=\"Image:%d\"><Pixels ID=\"Pixels:%d\" DimensionOrder=\"%s\" Type=\"uint8\" SizeX=\"44\" SizeY=\"30\" SizeC=\"%d\" SizeZ=\"%d\" SizeT=\"1\" PhysicalSizeX=\"0.25\" PhysicalSizeY=\"0.25\" PhysicalSizeZ=\"2\"/></Image>"
              .formatted(i, i, order, c, z));
    }
    RawTiff tiff = new RawTiff();
    for (int page = 0; page < pages; page++) {
      RawTiff.Page next = page().strip(eight(10 * page + 1, 10 * page));
      tiff.page(page == 0 ? next.text(270, xml + "</OME>") : next);
    }
    return tiff.bytes();
  }

  @ParameterizedTest
  @MethodSource({"plainKinds", "notedAndRefusedTiffs"})
  void isReadAsMeantOrRefusedOrNoted(OddFile odd) throws Exception {
    odd.check(folder);
  }

  @Test
  void omeTiffHasItsChannelsSlicesAndSizesWithoutBioFormats() throws Exception {
    Path file = Files.write(folder.resolve("cells.ome.tif"), ome(1, 2, 3, 6, "XYZCT"));

    ImagePlus image = ImageFiles.open(file);

    assertThat(image.getNChannels()).isEqualTo(2);
    assertThat(image.getNSlices()).isEqualTo(3);
    assertThat(image.getCalibration().pixelWidth).isEqualTo(0.25);
    assertThat(image.getCalibration().pixelDepth).isEqualTo(2);
    assertThat(image.getStack().getProcessor(image.getStackIndex(2, 1, 1)).get(0, 0)).isEqualTo(30);
    assertThat(ImageNotes.of(image)).singleElement().asString().contains("2 channels");
  }
}
