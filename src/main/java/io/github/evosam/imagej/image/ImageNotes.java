package io.github.evosam.imagej.image;

import ij.ImagePlus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What whoever uses an image should know of it, as one sentence each, kept with the image: that
 * only one of its channels is used, that its transparent pixels are taken for white. The image is
 * read all the same.
 */
public final class ImageNotes {
  private static final String NOTES = "io.github.evosam.notes";
  private static final String NO_MASK = "io.github.evosam.noMask";
  private static final String LOSSY = "io.github.evosam.lossy";

  private ImageNotes() {}

  /** The sentences of an image, each names its file; none for an image that ImageJ has opened. */
  public static List<String> of(ImagePlus image) {
    return image.getProperty(NOTES) instanceof List<?> notes
        ? notes.stream().map(String.class::cast).toList()
        : List.of();
  }

  /** Adds a sentence, unless it is there already. */
  public static void add(ImagePlus image, String sentence) {
    List<String> notes = new ArrayList<>(of(image));
    if (!notes.contains(sentence)) {
      notes.add(sentence);
    }
    image.setProperty(NOTES, List.copyOf(notes));
  }

  /** Takes back what no longer holds. */
  static void remove(ImagePlus image, Predicate<String> which) {
    image.setProperty(NOTES, of(image).stream().filter(which.negate()).toList());
  }

  /** Says why the values of an image are not those of a mask, although it can be looked at. */
  static void refuseAsMask(ImagePlus image, String reason) {
    image.setProperty(NO_MASK, reason);
  }

  /** Why the image cannot be a mask, a clause; empty if nothing speaks against it. */
  static Optional<String> reasonAgainstMask(ImagePlus image) {
    return Optional.ofNullable((String) image.getProperty(NO_MASK));
  }

  /** Notes down that compression has changed the values. */
  static void markLossy(ImagePlus image) {
    image.setProperty(LOSSY, Boolean.TRUE);
  }

  /** Whether compression has changed the values, as far as is known. */
  static boolean isLossy(ImagePlus image) {
    return image.getProperty(LOSSY) != null;
  }
}
