package io.github.evosam.imagej.image;

import ij.IJ;
import ij.ImagePlus;
import ij.io.Opener;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Opens image files through ImageJ's opener, which inside Fiji reaches Bio-Formats. Opens no
 * window, shows no dialog, and works in a headless JVM in which ImageJ was never started.
 */
public final class ImageFiles {
  /** What ImageJ reads without further plugins. */
  private static final Set<Integer> OWN_FORMATS =
      Set.of(
          Opener.TIFF,
          Opener.TIFF_AND_DICOM,
          Opener.DICOM,
          Opener.FITS,
          Opener.PGM,
          Opener.JPEG,
          Opener.GIF,
          Opener.PNG,
          Opener.BMP,
          Opener.ZIP);

  private ImageFiles() {}

  /**
   * The image in a file, not shown.
   *
   * @throws ImageFileException if the file is missing, empty, truncated, damaged or no image, or
   *     does not fit into memory
   */
  public static synchronized ImagePlus open(Path file) {
    requireContent(file);
    int type = type(file);
    boolean own = OWN_FORMATS.contains(type);
    if (!own && !hasOtherReaders()) {
      throw ImageFileCheck.isBigTiff(file) ? bigTiff(file) : foreign(file, null);
    }
    try {
      if (own) {
        ImageFileCheck.requireWhole(file, type);
      }
    } catch (EOFException e) {
      throw new ImageFileException(
          "%s is truncated (%s); copy or export it again".formatted(file, reason(e)), e);
    } catch (IOException e) {
      if (!hasOtherReaders()) {
        throw foreign(file, e);
      }
    }
    return read(file);
  }

  /**
   * The label image in a file: TIFF or PNG, 0 background; of a stack, the first plane.
   *
   * @throws ImageFileException as {@link #open}, or if the pixels are no labels
   */
  public static LabelMap labels(Path file) {
    ImagePlus image = open(file);
    return named(file, () -> LabelReading.labels(image));
  }

  /**
   * The mask in a file; every pixel that is not 0 is foreground.
   *
   * @param size the size that the mask must have
   * @param image the file of that size, named if the sizes differ
   * @throws ImageFileException as {@link #labels}, or if the size differs
   */
  public static Mask mask(Path file, ImageSize size, Path image) {
    Mask mask = labels(file).foreground();
    requireSize(file, mask.size(), image, size);
    return mask;
  }

  /** Says which mask does not have the size of which image. */
  public static void requireSize(Path mask, ImageSize maskSize, Path image, ImageSize size) {
    if (!maskSize.equals(size)) {
      throw new ImageFileException(
          "The mask %s has %s pixels, but the image %s has %s; give a mask of the same size"
              .formatted(mask, maskSize, image, size));
    }
  }

  /** A reading whose refusal names the file. */
  public static <T> T named(Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new ImageFileException(file + ": " + e.getMessage(), e);
    }
  }

  /** Whether ImageJ reads the file by itself, as its first bytes say. */
  static boolean isOwn(Path file) {
    return OWN_FORMATS.contains(type(file));
  }

  private static int type(Path file) {
    return new Opener().getFileType(file.toString());
  }

  /** Refuses a file that is missing, empty, a folder or not readable. */
  static void requireContent(Path file) {
    if (!Files.exists(file)) {
      throw new ImageFileException("There is no file " + file + "; check the path");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ImageFileException(file + " is a folder or cannot be read; give an image file");
    }
    try {
      if (Files.size(file) == 0) {
        throw new ImageFileException(file + " is empty (0 bytes); copy or export it again");
      }
    } catch (IOException e) {
      throw new ImageFileException("Cannot read " + file + " (" + e + ")", e);
    }
  }

  private static ImagePlus read(Path file) {
    boolean hasWindow = IJ.getInstance() != null;
    try {
      if (hasWindow) {
        IJ.redirectErrorMessages(true);
      }
      Opener opener = new Opener();
      opener.setSilentMode(true);
      ImagePlus image = opener.openImage(file.toAbsolutePath().toString());
      if (image == null || image.getWidth() == 0) {
        throw foreign(file, null);
      }
      return image;
    } catch (OutOfMemoryError e) {
      throw new ImageFileException(
          "%s does not fit into %d MB of memory; start Java with a larger -Xmx or crop the image"
              .formatted(file, Runtime.getRuntime().maxMemory() >> 20),
          e);
    } catch (ImageFileException e) {
      throw e;
    } catch (RuntimeException e) {
      throw foreign(file, e);
    } finally {
      if (hasWindow) {
        IJ.redirectErrorMessages(false);
      }
    }
  }

  private static ImageFileException bigTiff(Path file) {
    return new ImageFileException(
        "%s is a BigTIFF, which ImageJ cannot read by itself; open it in Fiji, or save it as an ordinary TIFF"
            .formatted(file));
  }

  /** The refusal of a file that no reader understands. */
  static ImageFileException foreign(Path file, Exception cause) {
    return new ImageFileException(
        "%s is damaged or no image that can be read here%s; convert it to TIFF or PNG, or open it in Fiji"
            .formatted(file, cause == null ? "" : " (" + reason(cause) + ")"),
        cause);
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? "it ends too early" : e.getMessage();
  }

  /** Whether a plugin such as Bio-Formats can open what ImageJ does not know. */
  private static boolean hasOtherReaders() {
    ClassLoader loader = IJ.getClassLoader();
    try {
      Class.forName(
          "HandleExtraFileTypes",
          false,
          loader == null ? ImageFiles.class.getClassLoader() : loader);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
