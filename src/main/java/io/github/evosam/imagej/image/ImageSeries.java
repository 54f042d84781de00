package io.github.evosam.imagej.image;

import ij.ImagePlus;
import io.github.evosam.imagej.image.frame.TiffFrame;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The images in a file: one, or as many as Bio-Formats finds series, where it is installed and
 * ImageJ does not read the file by itself. OME-TIFF is left to Bio-Formats, since ImageJ knows its
 * pixels but not its series.
 */
public final class ImageSeries {
  private ImageSeries() {}

  /**
   * Number of images in a file, at least 1. Without Bio-Formats nothing is read.
   *
   * @throws ImageFileException if the file cannot be read
   */
  public static int count(Path file) {
    return count(file, BioFormats.installed());
  }

  /** As {@link #count(Path)}, with a certain Bio-Formats. */
  static int count(Path file, Optional<BioFormats> bioFormats) {
    return reader(file, bioFormats).map(reader -> reader.seriesCount(file)).orElse(1);
  }

  /**
   * One image of a file, not shown.
   *
   * @param series counts from 0, less than {@link #count}
   * @throws ImageFileException as {@link ImageFiles#open}
   */
  public static ImagePlus open(Path file, int series) {
    return open(file, series, BioFormats.installed());
  }

  /** As {@link #open(Path, int)}, with a certain Bio-Formats. */
  public static ImagePlus open(Path file, int series, Optional<BioFormats> bioFormats) {
    return reader(file, bioFormats)
        .map(reader -> noted(reader.open(file, series), file))
        .orElseGet(() -> ImageFiles.openWithout(file));
  }

  /** The first image of a file; that there are others is said in its notes. */
  static ImagePlus first(Path file, Optional<BioFormats> bioFormats) {
    int count = count(file, bioFormats);
    ImagePlus image = open(file, 0, bioFormats);
    if (count > 1) {
      ImageNotes.add(
          image,
          "%s holds %d images (series), of which the first is used; save the others as files of their own, or give the folder to segment all of them"
              .formatted(file, count));
    }
    return image;
  }

  /** Whether Bio-Formats is installed and reads the file. */
  static boolean isForBioFormats(Path file) {
    return reader(file, BioFormats.installed()).isPresent();
  }

  private static ImagePlus noted(ImagePlus image, Path file) {
    ShownChannel.note(image, file);
    return image;
  }

  private static Optional<BioFormats> reader(Path file, Optional<BioFormats> bioFormats) {
    if (bioFormats.isEmpty()) {
      return bioFormats;
    }
    ImageFiles.requireContent(file);
    return ImageFiles.isOwn(file) && !isOmeTiff(file) ? Optional.empty() : bioFormats;
  }

  private static boolean isOmeTiff(Path file) {
    if (TiffFrame.isOme(file)) {
      return true;
    }
    return file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.ome\\.tiff?");
  }
}
