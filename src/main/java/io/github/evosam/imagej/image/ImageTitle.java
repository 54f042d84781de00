package io.github.evosam.imagej.image;

import ij.ImagePlus;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Titles of what is made from an image; macros select results by them. */
public final class ImageTitle {
  /** Only known endings: the dot in {@code "Cells 1.5um"} starts none. */
  private static final Pattern ENDING =
      Pattern.compile(
          "(?i)(\\.ome)?\\.(tiff?|png|jpe?g|gif|bmp|pgm|ppm|dcm|fits?|avi|zip|txt|lsm|czi|nd2|lif|"
              + "oi[bf]|ics|ids|vsi|svs|ndpi?|mrc|nrrd|mha|nii|h5|raw)$");

  private ImageTitle() {}

  /** The image's title without the ending of a file name: {@code cells.tif} → {@code cells}. */
  public static String base(ImagePlus image) {
    return base(image.getTitle());
  }

  /** A file name without its ending. */
  public static String base(String name) {
    String base = ENDING.matcher(name == null ? "" : name).replaceFirst("");
    return base.isEmpty() ? "image" : base;
  }

  /**
   * Why a file's name cannot be used, a sentence: where the system's locale lacks its characters,
   * Java's text of it names no file. Empty if it can.
   */
  public static Optional<String> fault(Path file) {
    try {
      if (Path.of(file.toString()).equals(file)) {
        return Optional.empty();
      }
    } catch (InvalidPathException e) {
      // said below
    }
    return Optional.of(
        "Its name has characters that the locale of this process (%s) cannot express; start it with LC_ALL=C.UTF-8, or rename the file"
            .formatted(System.getProperty("sun.jnu.encoding", "unknown")));
  }

  /** A name in which what file systems refuse has become {@code _}. */
  public static String fileName(String name) {
    return name.replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]|^\\.", "_");
  }

  /** As in {@code cells-labels}. */
  public static String of(ImagePlus image, String what) {
    return base(image) + "-" + what;
  }
}
