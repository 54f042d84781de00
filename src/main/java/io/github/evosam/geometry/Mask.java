package io.github.evosam.geometry;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Immutable binary mask of an image; pixel (x, y) with x to the right, y down, (0, 0) top left. It
 * takes memory for the runs of its foreground, not for the image.
 */
public final class Mask {
  private final ImageSize size;
  private final int[] runs;

  private Mask(ImageSize size, int[] runs) {
    this.size = size;
    this.runs = runs;
  }

  /** Takes runs of pixels. */
  @FunctionalInterface
  public interface RunConsumer {
    /** Takes the pixels {@code [start, end)}, index {@code y · width + x}. */
    void accept(int start, int end);
  }

  /** A mask from row-major booleans, {@code [H, W]}. */
  public static Mask of(ImageSize size, boolean[] foreground) {
    requireLength(size, foreground.length);
    BitSet bits = new BitSet(foreground.length);
    for (int i = 0; i < foreground.length; i++) {
      if (foreground[i]) {
        bits.set(i);
      }
    }
    return new Mask(size, Runs.of(bits));
  }

  /** The pixels of row-major logits {@code [H, W]} that lie above the threshold. */
  public static Mask above(ImageSize size, float[] logits, float threshold) {
    requireLength(size, logits.length);
    BitSet bits = new BitSet(logits.length);
    for (int i = 0; i < logits.length; i++) {
      if (logits[i] > threshold) {
        bits.set(i);
      }
    }
    return new Mask(size, Runs.of(bits));
  }

  /** A mask whose set bits (index {@code y · width + x}) are foreground; the bits are copied. */
  public static Mask of(ImageSize size, BitSet bits) {
    if (bits.length() > size.area()) {
      throw new IllegalArgumentException("Bit " + (bits.length() - 1) + " lies outside " + size);
    }
    return new Mask(size, Runs.of(bits));
  }

  /**
   * A mask of runs of pixels.
   *
   * @param rising {@code start, end, start, end, …}, index {@code y · width + x}, each end
   *     exclusive; copied
   * @throws IllegalArgumentException if they do not rise, overlap or leave the image
   */
  public static Mask ofRuns(ImageSize size, int[] rising) {
    int last = 0;
    for (int i = 0; i < rising.length; i += 2) {
      if (rising[i] < last || rising[i + 1] <= rising[i]) {
        throw new IllegalArgumentException(
            "Runs must rise, but %d..%d came after %d".formatted(rising[i], rising[i + 1], last));
      }
      last = rising[i + 1];
    }
    if (last > size.area()) {
      throw new IllegalArgumentException("Pixel " + (last - 1) + " lies outside " + size);
    }
    return new Mask(size, Runs.united(rising));
  }

  private static void requireLength(ImageSize size, int length) {
    if (length != size.area()) {
      throw new IllegalArgumentException(
          "A mask of %s needs %d pixels, but %d came".formatted(size, size.area(), length));
    }
  }

  /** Width and height. */
  public ImageSize size() {
    return size;
  }

  /** Whether pixel (x, y) is foreground; false outside the image. */
  public boolean contains(int x, int y) {
    return x >= 0
        && y >= 0
        && x < size.width()
        && y < size.height()
        && Runs.contains(runs, y * size.width() + x);
  }

  /** Number of foreground pixels. */
  public int areaPixels() {
    return Runs.count(runs);
  }

  /** Whether no pixel is foreground. */
  public boolean isEmpty() {
    return runs.length == 0;
  }

  /** The first foreground pixel in row order, index {@code y · width + x}; −1 if there is none. */
  int firstPixel() {
    return isEmpty() ? -1 : runs[0];
  }

  /** A copy of the foreground, bit {@code y · width + x}. */
  public BitSet toBitSet() {
    BitSet bits = new BitSet();
    forEachRun(bits::set);
    return bits;
  }

  /** The columns of row y that are foreground. */
  public BitSet row(int y) {
    return crop(0, y, new ImageSize(size.width(), 1)).toBitSet();
  }

  /** Hands over the foreground, run by run in row order; a run may go on in the next row. */
  public void forEachRun(RunConsumer consumer) {
    for (int i = 0; i < runs.length; i += 2) {
      consumer.accept(runs[i], runs[i + 1]);
    }
  }

  /** As {@link #forEachRun}, each run within one row. */
  public void forEachRowRun(RunConsumer consumer) {
    int width = size.width();
    for (int i = 0; i < runs.length; i += 2) {
      for (int start = runs[i]; start < runs[i + 1]; ) {
        int end = (int) Math.min(runs[i + 1], (start / width + 1L) * width);
        consumer.accept(start, end);
        start = end;
      }
    }
  }

  /**
   * This mask as a part of a larger image, which is background elsewhere.
   *
   * @param x column of its left edge there
   * @param y row of its upper edge
   * @throws IllegalArgumentException if it does not lie inside
   */
  public Mask placed(ImageSize image, int x, int y) {
    if (x < 0 || y < 0 || x + size.width() > image.width() || y + size.height() > image.height()) {
      throw new IllegalArgumentException(
          "A mask of %s at %d, %d does not lie in an image of %s".formatted(size, x, y, image));
    }
    RunList moved = new RunList();
    forEachRowRun(
        (start, end) -> {
          int to = (y + start / size.width()) * image.width() + x + start % size.width();
          moved.add(to, to + end - start);
        });
    return ofRuns(image, moved.toArray());
  }

  /** The tight box around the foreground, pixel centres inclusive; empty for an empty mask. */
  public Optional<BoxPrompt> boundingBox() {
    if (isEmpty()) {
      return Optional.empty();
    }
    int width = size.width();
    int[] box = {width, runs[0] / width, -1, (runs[runs.length - 1] - 1) / width};
    forEachRowRun(
        (start, end) -> {
          box[0] = Math.min(box[0], start % width);
          box[2] = Math.max(box[2], (end - 1) % width);
        });
    return Optional.of(new BoxPrompt(box[0], box[1], box[2], box[3]));
  }

  /** The rectangle whose top-left pixel is (x, y), which lies inside the image. */
  public Mask crop(int x, int y, ImageSize region) {
    RunList cropped = new RunList();
    for (int row = 0; row < region.height(); row++) {
      int first = (y + row) * size.width() + x;
      int last = first + region.width();
      for (int i = Runs.firstEndingAfter(runs, first); i < runs.length && runs[i] < last; i += 2) {
        int from = Math.max(first, runs[i]) - first;
        int to = Math.min(last, runs[i + 1]) - first;
        cropped.add(row * region.width() + from, row * region.width() + to);
      }
    }
    return ofRuns(region, cropped.toArray());
  }

  /** This mask without the pixels of a set, index {@code y · width + x}. */
  public Mask without(BitSet pixels) {
    RunList rest = new RunList();
    forEachRun((start, end) -> Runs.addFree(start, end, pixels, rest));
    return new Mask(size, rest.toArray());
  }

  /**
   * The part of this mask that is not in another.
   *
   * @throws IllegalArgumentException if the other has another size
   */
  public Mask without(Mask other) {
    requireSize(other, size);
    return new Mask(size, Runs.difference(runs, other.runs));
  }

  /**
   * What is in any of some masks.
   *
   * @param masks at least one, all of one size
   * @throws IllegalArgumentException if their sizes differ
   */
  public static Mask union(List<Mask> masks) {
    ImageSize size = masks.get(0).size;
    RunList all = new RunList();
    for (Mask mask : masks) {
      requireSize(mask, size);
      mask.forEachRun(all::add);
    }
    return new Mask(size, Runs.united(all.sorted()));
  }

  /** Number of pixels that are foreground in both masks of equal size. */
  public int intersectionPixels(Mask other) {
    return Runs.count(both(other));
  }

  /**
   * The part of this mask that lies in a region.
   *
   * @throws IllegalArgumentException if the region has another size
   */
  public Mask cutTo(Mask region) {
    return new Mask(size, both(region));
  }

  private static void requireSize(Mask mask, ImageSize size) {
    if (!size.equals(mask.size)) {
      throw new IllegalArgumentException(
          "Masks of different size cannot be compared: " + size + " and " + mask.size);
    }
  }

  private int[] both(Mask other) {
    requireSize(other, size);
    return Runs.common(runs, other.runs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask mask && size.equals(mask.size) && Arrays.equals(runs, mask.runs);
  }

  @Override
  public int hashCode() {
    return 31 * size.hashCode() + Arrays.hashCode(runs);
  }

  @Override
  public String toString() {
    return "Mask[" + size + ", " + areaPixels() + " px]";
  }
}
