package io.github.evosam.imagej.image;

import ij.ImagePlus;
import ij.io.FileInfo;
import io.github.evosam.imagej.image.frame.TiffPage;
import io.github.evosam.imagej.image.frame.TiffPages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Pictures whose pixel values are only places in the file's own colour table: 8-bit GIF and BMP,
 * PNG with a palette or fewer than 8 bits, and TIFF with a palette, unless ImageJ wrote it. There
 * and everywhere else a lookup table is display.
 */
public final class PalettePicture {
  /** Bytes up to a PNG's bits per sample and colour type (PNG specification, section 11.2). */
  private static final int HEADER = 26;

  private static final int PNG_PALETTE = 3;
  private static final int TIFF_PALETTE = 3;

  private PalettePicture() {}

  /** Whether the image was read from such a file; false where the file is gone. */
  public static boolean isIn(ImagePlus image) {
    FileInfo file = image.getOriginalFileInfo();
    if (image.getBitDepth() != 8 || file == null || file.fileName == null) {
      return false;
    }
    try (InputStream in = Files.newInputStream(Path.of(file.getFilePath()))) {
      byte[] header = in.readNBytes(HEADER);
      return isPalette(header)
          || isTiff(header) && isPaletteTiff(TiffPages.of(Path.of(file.getFilePath())).get(0));
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  private static boolean isTiff(byte[] header) {
    return header.length > 4
        && (header[0] == 'I' && header[1] == 'I' || header[0] == 'M' && header[1] == 'M');
  }

  private static boolean isPaletteTiff(TiffPage page) {
    return page.photometric() == TIFF_PALETTE && !page.isFromImageJ();
  }

  private static boolean isPalette(byte[] header) {
    String start = new String(header, StandardCharsets.ISO_8859_1);
    boolean isPng = start.length() == HEADER && start.startsWith("PNG", 1);
    return start.startsWith("GIF8")
        || start.startsWith("BM")
        || isPng && (header[HEADER - 2] < 8 || header[HEADER - 1] == PNG_PALETTE);
  }
}
