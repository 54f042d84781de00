package io.github.evosam.imagej.image;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.io.TiffEncoder;
import ij.process.ImageProcessor;
import io.github.evosam.DurableFile;
import io.github.evosam.DurableFolder;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes images as TIFF and PNG, whole or not at all; shows nothing. */
public final class ImageWriting {
  private ImageWriting() {}

  /**
   * Writes a file as {@link DurableFile#write} does; its folder is made if it is missing.
   *
   * @throws ImageFileException if the file cannot be written
   */
  public static void write(Path file, DurableFile.Content content) {
    try {
      DurableFolder.make(file.toAbsolutePath().getParent());
      DurableFile.write(file, content);
    } catch (IOException e) {
      throw ImageFileException.unwritable(file, e);
    }
  }

  /**
   * Writes a TIFF as ImageJ does: all planes, lookup table, calibration, slice labels, selection
   * and overlay. The image is not changed.
   *
   * @throws ImageFileException if the file cannot be written
   */
  public static void tiff(ImagePlus image, Path file) {
    write(file, out -> writeTiff(image, out));
  }

  /** Writes what {@link #tiff} puts into a file. */
  public static void writeTiff(ImagePlus image, OutputStream out) throws IOException {
    FileInfo info = image.getFileInfo();
    FileSaver saver = new FileSaver(image);
    info.description = saver.getDescriptionString();
    info.info = image.getInfoProperty();
    info.sliceLabels = image.getStack().getSliceLabels();
    info.properties = image.getPropertiesAsArray();
    info.roi = image.getRoi() == null ? null : RoiEncoder.saveAsByteArray(image.getRoi());
    info.overlay = FileSaver.getOverlay(image);
    if (image.getStack() instanceof VirtualStack stack) {
      info.virtualStack = stack; // read slice by slice as it is written
    }
    if (image.isComposite()) {
      saver.saveDisplayRangesAndLuts(image, info);
    }
    new TiffEncoder(info).write(out);
  }

  /**
   * Writes the current plane as PNG: 8-bit and 16-bit grey with their pixel values (lookup tables
   * and display range are left out), anything else as RGB.
   *
   * @throws ImageFileException if the file cannot be written
   */
  public static void png(ImagePlus image, Path file) {
    BufferedImage picture = picture(image.getProcessor());
    write(
        file,
        out -> {
          if (!ImageIO.write(picture, "png", out)) {
            throw new IOException("this Java has no PNG writer");
          }
        });
  }

  private static BufferedImage picture(ImageProcessor pixels) {
    Object values = pixels.getPixels();
    int width = pixels.getWidth();
    int height = pixels.getHeight();
    if (values instanceof byte[] bytes) {
      return grey(width, height, bytes);
    }
    if (values instanceof short[] shorts) {
      BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
      grey.getRaster().setDataElements(0, 0, width, height, shorts);
      return grey;
    }
    BufferedImage colour = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] rgb = (int[]) pixels.convertToRGB().getPixels();
    colour.getRaster().setDataElements(0, 0, width, height, rgb);
    return colour;
  }

  /** The pixels themselves, not a copy: there may be many. */
  private static BufferedImage grey(int width, int height, byte[] pixels) {
    BufferedImage pattern = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    SampleModel rows = pattern.getSampleModel().createCompatibleSampleModel(width, height);
    DataBufferByte buffer = new DataBufferByte(pixels, pixels.length);
    WritableRaster raster = Raster.createWritableRaster(rows, buffer, null);
    return new BufferedImage(pattern.getColorModel(), raster, false, null);
  }
}
