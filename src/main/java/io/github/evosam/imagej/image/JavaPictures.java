package io.github.evosam.imagej.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.evosam.imagej.image.frame.TiffPage;
import io.github.evosam.imagej.image.frame.TiffPlan;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Images from the readers that come with Java ({@code javax.imageio}): what ImageJ's own readers
 * would misread, such as JPEG, fax codes and tiles inside TIFF, and run lengths inside BMP.
 */
final class JavaPictures {
  private static final String JDK = "com.sun.imageio.";
  private static final long CENTIMETRES = 3;
  private static final long INCHES = 2;

  private JavaPictures() {}

  /**
   * The pages of a TIFF as one image.
   *
   * @throws IOException if Java's reader refuses it
   */
  static ImagePlus tiff(Path file, TiffPlan plan) throws IOException {
    ImagePlus image = read(file, "tiff", plan.pages().stream().map(p -> p.number() - 1).toList());
    TiffPage first = plan.pages().get(0);
    long unit = first.value(TiffPage.RESOLUTION_UNIT, INCHES);
    if (unit == CENTIMETRES || unit == INCHES) {
      double x = pixelSize(first, TiffPage.X_RESOLUTION);
      double y = pixelSize(first, TiffPage.Y_RESOLUTION);
      if (x > 0 && y > 0 && !(unit == INCHES && Math.abs(x * 72 - 1) < 1e-6)) {
        image.getCalibration().pixelWidth = x;
        image.getCalibration().pixelHeight = y;
        image.getCalibration().setUnit(unit == CENTIMETRES ? "cm" : "inch");
      }
    }
    return image;
  }

  /**
   * The first picture of a file.
   *
   * @param format as {@code bmp}
   * @throws IOException if Java's reader refuses it
   */
  static ImagePlus first(Path file, String format) throws IOException {
    return read(file, format, List.of(0));
  }

  /** Share of the pixels that are not opaque, 0..1, of the first picture of a file. */
  static double transparency(Path file, String format) throws IOException {
    BufferedImage[] picture = new BufferedImage[1];
    withReader(file, format, reader -> picture[0] = reader.read(0));
    return transparency(picture[0]);
  }

  private static double transparency(BufferedImage picture) {
    ColorModel model = picture.getColorModel();
    if (!model.hasAlpha()) {
      return 0;
    }
    long clear = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        clear += picture.getRGB(x, y) >>> 24 == 255 ? 0 : 1;
      }
    }
    return (double) clear / picture.getWidth() / picture.getHeight();
  }

  private static double pixelSize(TiffPage page, int tag) {
    long[] ratio = page.tags().get(tag);
    return ratio != null && ratio.length == 2 && ratio[0] > 0 ? (double) ratio[1] / ratio[0] : 0;
  }

  private static ImagePlus read(Path file, String format, List<Integer> pages) throws IOException {
    String title = file.getFileName().toString();
    ImagePlus[] read = new ImagePlus[1];
    withReader(
        file,
        format,
        reader -> {
          ImageStack stack = null;
          int channels = 1;
          double clear = 0;
          for (int page : pages) {
            BufferedImage picture = reader.read(page);
            clear = Math.max(clear, transparency(picture));
            ImageProcessor[] planes = planes(picture);
            channels = planes.length;
            stack = stack == null ? new ImageStack(picture.getWidth(), picture.getHeight()) : stack;
            for (ImageProcessor plane : planes) {
              stack.addSlice(plane);
            }
          }
          read[0] = image(title, stack, channels);
          Transparent.note(read[0], file, clear);
        });
    FileInfo info = new FileInfo();
    info.fileName = title;
    info.fileFormat = FileInfo.IMAGEIO;
    info.directory = file.toAbsolutePath().getParent() + "/";
    read[0].setFileInfo(info);
    return read[0];
  }

  private static ImagePlus image(String title, ImageStack stack, int channels) {
    ImagePlus image = new ImagePlus(title, stack);
    image.setDimensions(channels, stack.size() / channels, 1);
    return channels == 1 ? image : new CompositeImage(image, CompositeImage.COMPOSITE);
  }

  /** What is done with a reader. */
  private interface Work {
    void with(ImageReader reader) throws IOException;
  }

  private static void withReader(Path file, String format, Work work) throws IOException {
    ImageReader reader = reader(format);
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      work.with(reader);
    } catch (RuntimeException e) { // these readers are no better than their parsers
      throw new IOException("it makes no sense to Java's reader, " + e, e);
    } finally {
      reader.dispose();
    }
  }

  /** Java's own reader, whatever else is registered. */
  private static ImageReader reader(String format) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(JDK)) {
        return reader;
      }
    }
    throw new IOException("this Java has no reader of " + format);
  }

  private static ImageProcessor[] planes(BufferedImage picture) throws IOException {
    if (picture.getColorModel().hasAlpha()) {
      return new ImageProcessor[] {Transparent.onWhite(picture)};
    }
    Raster raster = picture.getRaster();
    int bands = raster.getNumBands();
    if (bands == 1) {
      return new ImageProcessor[] {grey(picture)};
    }
    if (bands != 3) {
      throw new IOException(bands + " samples per pixel");
    }
    if (raster.getSampleModel().getSampleSize(0) <= 8) {
      return new ImageProcessor[] {new ColorProcessor(picture)};
    }
    return new ImageProcessor[] {sixteen(raster, 0), sixteen(raster, 1), sixteen(raster, 2)};
  }

  private static ImageProcessor grey(BufferedImage picture) throws IOException {
    Raster raster = picture.getRaster();
    return switch (raster.getDataBuffer().getDataType()) {
      case DataBuffer.TYPE_BYTE -> eight(picture);
      case DataBuffer.TYPE_USHORT, DataBuffer.TYPE_SHORT -> sixteen(raster, 0);
      case DataBuffer.TYPE_INT, DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE ->
          new FloatProcessor(
              raster.getWidth(),
              raster.getHeight(),
              raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (float[]) null));
      default -> throw new IOException("pixels of the type " + raster.getDataBuffer());
    };
  }

  /** Indices with their table; grey levels of fewer than 8 bits spread over 0..255. */
  private static ImageProcessor eight(BufferedImage picture) {
    Raster raster = picture.getRaster();
    int width = raster.getWidth();
    int height = raster.getHeight();
    int[] samples = raster.getSamples(0, 0, width, height, 0, (int[]) null);
    byte[] pixels = new byte[samples.length];
    boolean isIndexed = picture.getColorModel() instanceof IndexColorModel;
    IndexColorModel table = isIndexed ? (IndexColorModel) picture.getColorModel() : null;
    boolean isGrey = isIndexed && isGrey(table);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (isGrey ? table.getGreen(samples[i]) : samples[i]);
    }
    return new ByteProcessor(width, height, pixels, isGrey || !isIndexed ? null : table);
  }

  private static boolean isGrey(IndexColorModel table) {
    for (int i = 0; i < table.getMapSize(); i++) {
      if (table.getRed(i) != table.getGreen(i) || table.getGreen(i) != table.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  private static ImageProcessor sixteen(Raster raster, int band) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int[] samples = raster.getSamples(0, 0, width, height, band, (int[]) null);
    boolean isSigned = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_SHORT;
    short[] pixels = new short[samples.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (short) samples[i];
    }
    if (isSigned) { // as floats, so that no offset has to be known
      float[] values = new float[samples.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = samples[i];
      }
      return new FloatProcessor(width, height, values);
    }
    return new ShortProcessor(width, height, pixels, null);
  }
}
