package io.github.evosam.imagej.image;

import ij.ImagePlus;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Planes of a stack by number: {@code all}, {@code N} or {@code A-B}. The planes are counted from 1
 * without the channels, slices first: plane {@code z + (t − 1) · Z}. So a z-stack is counted by
 * slice and a time series by frame.
 *
 * @param first first plane, at least 1
 * @param last last plane, at least first; {@link #TO_THE_END} for however many there are
 */
public record SliceRange(int first, int last) {
  /** The last plane of a range that ends with the stack. */
  public static final int TO_THE_END = Integer.MAX_VALUE;

  /** Every plane. */
  public static final SliceRange ALL = new SliceRange(1, TO_THE_END);

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?:\\s*-\\s*(\\d{1,9}))?");

  /** Checks the order. */
  public SliceRange {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException(
          "A slice range A-B needs 1 <= A <= B, but " + first + "-" + last + " came");
    }
  }

  /**
   * Reads {@code all}, {@code N} or {@code A-B}; case and surrounding blanks do not matter.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static SliceRange parse(String text) {
    String trimmed = text == null ? "" : text.trim();
    if (trimmed.equalsIgnoreCase("all")) {
      return ALL;
    }
    Matcher numbers = NUMBERS.matcher(trimmed);
    if (!numbers.matches()) {
      throw new IllegalArgumentException(
          "slices must be 'all', one number as 5, or a range as 2-7, but '" + text + "' came");
    }
    int first = Integer.parseInt(numbers.group(1));
    return new SliceRange(
        first, numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2)));
  }

  /**
   * The planes of this range in the image, in rising order, each in the channel that the image
   * shows now.
   *
   * @throws IllegalArgumentException if the image has fewer planes
   */
  public List<StackPosition> positions(ImagePlus image) {
    int slices = image.getNSlices();
    int planes = slices * image.getNFrames();
    if (first > planes || last != TO_THE_END && last > planes) {
      throw new IllegalArgumentException(
          "Slices %s were asked for, but '%s' has %d; give a range within 1-%d or 'all'"
              .formatted(this, image.getTitle(), planes, planes));
    }
    int channel = image.getC();
    return IntStream.rangeClosed(first, Math.min(last, planes))
        .mapToObj(p -> new StackPosition(channel, (p - 1) % slices + 1, (p - 1) / slices + 1))
        .toList();
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    if (equals(ALL)) {
      return "all";
    }
    return first == last ? "" + first : first + "-" + last;
  }
}
