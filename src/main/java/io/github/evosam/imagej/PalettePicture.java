package io.github.evosam.imagej;

import ij.ImagePlus;
import ij.io.FileInfo;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Pictures whose pixel values are only places in the file's own colour table: 8-bit GIF and BMP,
 * and PNG with a palette or fewer than 8 bits. Everywhere else a lookup table is display.
 */
final class PalettePicture {
  /** Where a PNG says its bits per sample and its colour type (PNG specification, section 11.2). */
  private static final int PNG_BIT_DEPTH = 24;

  private static final int PNG_PALETTE = 3;

  private PalettePicture() {}

  /** Whether the image was read from such a file. */
  static boolean isIn(ImagePlus image) {
    FileInfo file = image.getOriginalFileInfo();
    if (image.getBitDepth() != 8 || file == null) {
      return false;
    }
    return file.fileFormat == FileInfo.GIF_OR_JPG
        || file.fileFormat == FileInfo.BMP
        || file.fileFormat == FileInfo.IMAGEIO && isPalettePng(file.getFilePath());
  }

  /** False where the file is gone: then the values are all there is. */
  private static boolean isPalettePng(String path) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(Path.of(path)))) {
      in.skipNBytes(PNG_BIT_DEPTH);
      return in.readUnsignedByte() < 8 || in.readUnsignedByte() == PNG_PALETTE;
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }
}
