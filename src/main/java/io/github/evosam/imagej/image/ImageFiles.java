package io.github.evosam.imagej.image;

import ij.IJ;
import ij.ImagePlus;
import ij.io.Opener;
import io.github.evosam.FailureReason;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.imagej.image.frame.FilePlan;
import io.github.evosam.imagej.image.frame.FrameException;
import io.github.evosam.imagej.image.frame.TiffPlan;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
   * The image in a file, not shown; of a file of several series, the first. What a user should know
   * of it is with its {@link ImageNotes}.
   *
   * @throws ImageFileException if the file is missing, empty, truncated, damaged or no image, if
   *     its pixels would be misread, or if it does not fit into memory
   */
  public static ImagePlus open(Path file) {
    return ImageSeries.first(file, BioFormats.installed());
  }

  /** The image in a file, by ImageJ's and Java's readers, or by ImageJ's further plugins. */
  static synchronized ImagePlus openWithout(Path file) {
    requireContent(file);
    int type = type(file);
    if (type == Opener.ZIP) {
      return ZippedImage.open(file);
    }
    boolean own = OWN_FORMATS.contains(type);
    if (!own && !hasOtherReaders()) {
      throw FilePlan.isBigTiff(file) ? bigTiff(file) : foreign(file, null);
    }
    if (!own) {
      return read(file, reader -> reader.openImage(file.toAbsolutePath().toString()));
    }
    try {
      FilePlan plan = FilePlan.of(file, type);
      requireMemory(file, plan.bytes());
      ImagePlus image =
          plan.javaFormat().isEmpty()
              ? read(file, reader -> reader.openImage(file.toAbsolutePath().toString()))
              : read(file, reader -> OddPictures.open(file, plan));
      return OddPictures.asMeant(image, file, plan);
    } catch (FrameException e) {
      throw new ImageFileException(e.getMessage(), e);
    } catch (EOFException e) {
      throw truncated(file, e);
    } catch (IOException e) {
      throw foreign(file, e);
    }
  }

  /**
   * The stack in a TIFF, as {@link #open} gives it, whose slices stay on disk until they are asked
   * for; empty for a file that ImageJ's reader of virtual stacks does not read rightly.
   *
   * @throws ImageFileException if the file is truncated or would be misread by every reader
   */
  public static Optional<ImagePlus> openBySlices(Path file) {
    requireContent(file);
    if (ImageSeries.isForBioFormats(file)) {
      return Optional.empty();
    }
    try {
      FilePlan plan = FilePlan.of(file, type(file));
      ImagePlus image =
          plan.tiff().map(TiffPlan::isPlain).orElse(false)
              ? IJ.openVirtual(file.toAbsolutePath().toString())
              : null;
      return image == null ? Optional.empty() : Optional.of(OddPictures.asMeant(image, file, plan));
    } catch (FrameException e) {
      throw new ImageFileException(e.getMessage(), e);
    } catch (EOFException e) {
      throw truncated(file, e);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Refuses pixels that Java's memory does not hold, before room for them is asked for. */
  private static void requireMemory(Path file, long bytes) {
    long most = Runtime.getRuntime().maxMemory();
    if (bytes > most) {
      throw new ImageFileException(
          "The pixels of %s take %d MB, which do not fit into %d MB of memory; start Java with a larger -Xmx or crop the image"
              .formatted(file, bytes >> 20, most >> 20));
    }
  }

  /**
   * The label image in a file: TIFF or PNG, 0 background.
   *
   * @throws ImageFileException as {@link #open}, if the pixels are no labels, or if there are
   *     several planes
   */
  public static LabelMap labels(Path file) {
    return labels(file, note -> {});
  }

  private static LabelMap labels(Path file, Consumer<String> notes) {
    ImagePlus image = open(file);
    if (image.getNSlices() * image.getNFrames() > 1) {
      throw new ImageFileException(
          "%s has %d planes, so it is not clear which is meant; give a file with one plane"
              .formatted(file, image.getNSlices() * image.getNFrames()));
    }
    LabelMap labels = named(file, () -> LabelReading.labels(image));
    ImageNotes.of(image).forEach(notes);
    return labels;
  }

  /**
   * The mask in a file; every pixel that is not 0 is foreground.
   *
   * @param size the size that the mask must have
   * @param image the file of that size, named if the sizes differ
   * @param notes hears what a user should know of the mask
   * @throws ImageFileException as {@link #labels(Path)}, or if the size differs
   */
  public static Mask mask(Path file, ImageSize size, Path image, Consumer<String> notes) {
    Mask mask = labels(file, notes).foreground();
    requireSize(file, mask.size(), image, size);
    coverage(file, mask, "").ifPresent(notes);
    return mask;
  }

  /**
   * What is to be said of a mask that covers nothing or everything; empty for others.
   *
   * @param where further words behind the file, such as the plane
   */
  public static Optional<String> coverage(Path file, Mask mask, String where) {
    if (!mask.isEmpty() && mask.areaPixels() < mask.size().area()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s%s marks %s, so it tells no object from its background; check that 0 is background and other values are objects"
            .formatted(
                file, where, mask.isEmpty() ? "no pixel" : "every pixel of the image as object"));
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

  /** A way to read a file. */
  private interface Reading {
    ImagePlus with(Opener opener) throws IOException;
  }

  private static ImagePlus read(Path file, Reading reading) {
    boolean hasWindow = IJ.getInstance() != null;
    try {
      if (hasWindow) {
        IJ.redirectErrorMessages(true);
      }
      Opener opener = new Opener();
      opener.setSilentMode(true);
      ImagePlus image = reading.with(opener);
      if (image == null || image.getWidth() == 0) {
        throw foreign(file, null);
      }
      return image;
    } catch (OutOfMemoryError e) {
      throw new ImageFileException(file + " cannot be read. " + FailureReason.of(e), e);
    } catch (ImageFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw foreign(file, e);
    } finally {
      if (hasWindow) {
        IJ.redirectErrorMessages(false);
      }
    }
  }

  private static ImageFileException truncated(Path file, EOFException e) {
    return new ImageFileException(
        "%s is truncated (%s); copy or export it again".formatted(file, reason(e)), e);
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
