package io.github.evosam.imagej.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.result.LabelColours;
import io.github.evosam.imagej.result.LabelImages;
import io.github.evosam.imagej.roi.RoiFiles;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {
  private static final ImageSize SIZE = new ImageSize(20, 10);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"8-bit,8", "16-bit,16", "32-bit,32", "RGB,24"})
  void tiffComesBackWithPixelsAndCalibration(String type, int bits) {
    ImagePlus image = noise(type, 3);
    image.getCalibration().pixelWidth = 0.5;
    image.getCalibration().setUnit("mm");
    Path file = folder.resolve("new/stack.tif");

    ImageWriting.tiff(image, file);
    ImagePlus read = ImageFiles.open(file);

    assertThat(read.getBitDepth()).isEqualTo(bits);
    assertThat(read.getTitle()).isEqualTo("stack.tif");
    assertThat(read.getCalibration().pixelWidth).isEqualTo(0.5);
    for (int slice = 1; slice <= 3; slice++) {
      ImageProcessor expected = image.getStack().getProcessor(slice);
      assertThat(read.getStack().getProcessor(slice).getIntArray())
          .isDeepEqualTo(expected.getIntArray());
    }
    assertThat(image.getTitle()).isEqualTo("noise");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 60000})
  void labelsComeBackFromTiffAndPng(int largest) {
    int[] values = new Random(3).ints(200, 0, largest + 1).toArray();
    LabelMap labels = LabelMap.of(SIZE, values);
    ImagePlus image = LabelImages.of(noise("8-bit", 1), new StackPosition(1, 1, 1), labels);

    ImageWriting.tiff(image, folder.resolve("labels.tif"));
    ImageWriting.png(image, folder.resolve("labels.png"));

    assertThat(ImageFiles.labels(folder.resolve("labels.tif")).toArray()).isEqualTo(values);
    assertThat(ImageFiles.labels(folder.resolve("labels.png")).toArray()).isEqualTo(values);
  }

  @Test
  void labelImageFileKeepsItsColours() {
    LabelMap labels = LabelMap.of(SIZE, new Random(3).ints(200, 0, 9).toArray());
    Path file = folder.resolve("labels.tif");

    ImageWriting.tiff(LabelImages.of(noise("8-bit", 1), new StackPosition(1, 1, 1), labels), file);

    ImageProcessor pixels = ImageFiles.open(file).getProcessor();
    int label = labels.at(4, 4);
    assertThat(pixels.convertToColorProcessor().getColor(4, 4)).isEqualTo(LabelColours.of(label));
  }

  @Test
  void maskComesBackFromPng() {
    boolean[] foreground = new boolean[200];
    Arrays.fill(foreground, 50, 77, true);
    Mask mask = Mask.of(SIZE, foreground);
    Path file = folder.resolve("mask.png");
    Path image = folder.resolve("cells.png");

    ImageWriting.png(new ImagePlus("mask", LabelImages.mask(mask)), file);

    assertThat(ImageFiles.mask(file, SIZE, image, note -> {})).isEqualTo(mask);
  }

  @Test
  void maskOfAnotherSizeIsRefusedWithBothFiles() {
    Path file = folder.resolve("mask.png");
    ImageWriting.png(noise("8-bit", 1), file);

    assertThatExceptionOfType(ImageFileException.class)
        .isThrownBy(
            () -> ImageFiles.mask(file, new ImageSize(9, 9), Path.of("cells.png"), note -> {}))
        .withMessageContainingAll(file.toString(), "20 x 10", "cells.png", "9 x 9");
  }

  @Test
  void colouredPictureIsNoLabelImageAndTheFileIsNamed() throws IOException {
    BufferedImage picture = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(7, 3, new Color(10, 200, 30).getRGB());
    Path file = folder.resolve("rgb.png");
    ImageIO.write(picture, "png", file.toFile());

    assertThatExceptionOfType(ImageFileException.class)
        .isThrownBy(() -> ImageFiles.labels(file))
        .withMessageContainingAll(file.toString(), "7,3", "#0ac81e");
  }

  @Test
  void oneBitAndPalettePngsAreReadByTheirIndices() throws IOException {
    BufferedImage bit = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_BINARY);
    bit.getRaster().setSample(7, 3, 0, 1);
    byte[] ramp = {0, 10, 20, 30};
    var palette = new IndexColorModel(8, 4, ramp, ramp, new byte[] {0, 99, 5, 7});
    BufferedImage indexed = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_INDEXED, palette);
    indexed.getRaster().setSample(7, 3, 0, 2);
    ImageIO.write(bit, "png", folder.resolve("bit.png").toFile());
    ImageIO.write(indexed, "png", folder.resolve("indexed.png").toFile());

    assertThat(ImageFiles.labels(folder.resolve("bit.png")).foreground().areaPixels()).isEqualTo(1);
    assertThat(ImageFiles.labels(folder.resolve("indexed.png")).at(7, 3)).isEqualTo(2);
  }

  @Test
  void paletteAndColourPicturesBecomeColourPlanes() throws IOException {
    BufferedImage picture = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(7, 3, new Color(10, 200, 30).getRGB());
    ImageIO.write(picture, "png", folder.resolve("rgb.png").toFile());
    ImageIO.write(picture, "gif", folder.resolve("palette.gif").toFile());

    for (String name : List.of("rgb.png", "palette.gif")) {
      var plane = CurrentPlane.of(ImageFiles.open(folder.resolve(name)));
      assertThat(List.of(plane.at(0, 7, 3), plane.at(1, 7, 3), plane.at(2, 7, 3)))
          .as(name)
          .containsExactly(10f, 200f, 30f);
    }
  }

  @Test
  void oneBitPictureIsBlackAndWhiteAndAGreyOneIgnoresItsDisplayTable() throws IOException {
    BufferedImage bit = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_BINARY);
    bit.getRaster().setSample(7, 3, 0, 1);
    ImageIO.write(bit, "png", folder.resolve("bit.png").toFile());
    write(folder.resolve("grey.png"), "png");
    ImagePlus grey = ImageFiles.open(folder.resolve("grey.png"));
    float value = grey.getProcessor().get(7, 3);
    grey.getProcessor().invertLut();

    var white = CurrentPlane.of(ImageFiles.open(folder.resolve("bit.png")));

    assertThat(List.of(white.at(0, 7, 3), white.at(0, 0, 0))).containsExactly(255f, 0f);
    assertThat(CurrentPlane.of(grey).at(0, 7, 3)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif", "stack.tif", "pgm"})
  void truncatedFileIsRefusedByName(String ending) throws IOException {
    Path file = folder.resolve("image." + ending);
    write(file, ending);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(ImageFiles.open(file).getWidth()).isEqualTo(20);

    for (double share : new double[] {0.02, 0.3, 0.7, 0.97}) {
      Files.write(file, Arrays.copyOf(bytes, Math.max(4, (int) (bytes.length * share))));
      assertThatExceptionOfType(ImageFileException.class)
          .as("%s of the file", share)
          .isThrownBy(() -> ImageFiles.open(file))
          .withMessageContaining(file.toString());
    }
  }

  @Test
  void alteredPngIsRefused() throws IOException {
    Path file = folder.resolve("image.png");
    write(file, "png");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> ImageFiles.open(file)).hasMessageContaining("wrong checksum");
  }

  @Test
  void missingEmptyAndForeignFilesAreRefusedBySentence() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.tif"));
    Path text = Files.writeString(folder.resolve("text.png"), "this is not an image at all");
    Path bytes = Files.write(folder.resolve("noise.tif"), new byte[] {1, -2, 3, 4, -5, 6, 7, 8});
    Path script = Files.writeString(folder.resolve("macro.ijm"), "print('ran');");

    assertRefused(folder.resolve("none.tif"), "There is no file");
    assertRefused(folder, "is a folder");
    assertRefused(empty, "is empty (0 bytes)");
    assertRefused(text, "no image that can be read");
    assertRefused(bytes, "no image that can be read");
    assertRefused(script, "no image that can be read");
  }

  @Test
  void whatIsTooLargeForImageJIsRefusedBySentence() throws IOException {
    Path huge = folder.resolve("huge.tif");
    write(huge, "tif");
    claimSize(huge, 50_000, 50_000);
    Path big = Files.write(folder.resolve("big.tif"), new byte[] {'I', 'I', 43, 0, 8, 0, 0, 0});

    assertRefused(huge, "planes of 50000 x 50000 pixels, but ImageJ reads no more than");
    assertRefused(big, "is a BigTIFF");
  }

  private static void claimSize(Path tiff, int width, int height) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(tiff));
    bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = bytes.getInt(4);
    for (int i = 0; i < bytes.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      int tag = bytes.getShort(entry);
      if (tag == 256 || tag == 257) { // width, height
        bytes.putShort(entry + 2, (short) 4).putInt(entry + 8, tag == 256 ? width : height);
      }
    }
    Files.write(tiff, bytes.array());
  }

  @Test
  void roiZipIsNoImage() {
    Path file = folder.resolve("rois.zip");
    RoiFiles.write(List.of(new ij.gui.Roi(1, 1, 2, 2)), file);

    assertRefused(file, "without a TIFF");
  }

  @Test
  void refusingPrintsNothing() throws IOException {
    Path text = Files.writeString(folder.resolve("text.tif"), "this is not an image at all");
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertRefused(text, "no image that can be read");
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void failedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("labels.tif"), "old");

    assertThatThrownBy(
            () ->
                ImageWriting.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(ImageFileException.class)
        .hasMessageContainingAll(file.toString(), "disk full");

    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void opensInAPlainHeadlessJava() throws Exception {
    Path file = folder.resolve("image.png");
    write(file, "png");

    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                HeadlessOpening.class.getName(),
                file.toString(),
                folder.resolve("none.png").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(java.waitFor()).as(output).isZero();
    assertThat(output.lines()).hasSize(2);
    assertThat(output).startsWith("20 x 10").contains("There is no file");
  }

  /** Opens each argument and prints its size or the refusal. */
  static final class HeadlessOpening {
    public static void main(String[] files) {
      for (String file : files) {
        try {
          System.out.println(CurrentPlane.of(ImageFiles.open(Path.of(file))).size());
        } catch (ImageFileException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> ImageFiles.open(file))
        .isInstanceOf(ImageFileException.class)
        .hasMessageContainingAll(file.toString(), reason);
  }

  private static void write(Path file, String ending) throws IOException {
    ImagePlus image = noise("8-bit", ending.startsWith("stack") ? 4 : 1);
    switch (ending) {
      case "tif", "stack.tif" -> ImageWriting.tiff(image, file);
      case "pgm" -> {
        byte[] header = "P5\n20 10\n255\n".getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(header, header.length + 200);
        System.arraycopy(image.getProcessor().getPixels(), 0, all, header.length, 200);
        Files.write(file, all);
      }
      default -> {
        File target = file.toFile();
        assertThat(ImageIO.write(image.getProcessor().getBufferedImage(), ending, target)).isTrue();
      }
    }
  }

  private static ImagePlus noise(String type, int slices) {
    ImagePlus image = IJ.createImage("noise", type + " black", 20, 10, slices);
    Random random = new Random(1);
    for (int slice = 1; slice <= slices; slice++) {
      ImageProcessor pixels = image.getStack().getProcessor(slice);
      for (int i = 0; i < pixels.getPixelCount(); i++) {
        pixels.setf(i, random.nextInt(256) | (type.equals("RGB") ? 0xff000000 : 0));
      }
    }
    return image;
  }
}
