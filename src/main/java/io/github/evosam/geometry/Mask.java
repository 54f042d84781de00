package io.github.evosam.geometry;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** Immutable binary mask of an image; pixel (x, y) with x to the right, y down, (0, 0) top left. */
public final class Mask {
  private final ImageSize size;
  private final BitSet pixels;

  private Mask(ImageSize size, BitSet pixels) {
    this.size = size;
    this.pixels = pixels;
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
    return new Mask(size, bits);
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
    return new Mask(size, bits);
  }

  /** A mask whose set bits (index {@code y · width + x}) are foreground; the bits are copied. */
  public static Mask of(ImageSize size, BitSet bits) {
    if (bits.length() > size.area()) {
      throw new IllegalArgumentException("Bit " + (bits.length() - 1) + " lies outside " + size);
    }
    return new Mask(size, (BitSet) bits.clone());
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
        && pixels.get(y * size.width() + x);
  }

  /** Number of foreground pixels. */
  public int areaPixels() {
    return pixels.cardinality();
  }

  /** Whether no pixel is foreground. */
  public boolean isEmpty() {
    return pixels.isEmpty();
  }

  /** A copy of the foreground, bit {@code y · width + x}. */
  public BitSet toBitSet() {
    return (BitSet) pixels.clone();
  }

  /** The tight box around the foreground, pixel centres inclusive; empty for an empty mask. */
  public Optional<BoxPrompt> boundingBox() {
    if (pixels.isEmpty()) {
      return Optional.empty();
    }
    int[] box = {size.width(), size.height(), -1, -1};
    for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
      int x = i % size.width();
      int y = i / size.width();
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
    return Optional.of(new BoxPrompt(box[0], box[1], box[2], box[3]));
  }

  /** Number of pixels that are foreground in both masks of equal size. */
  public int intersectionPixels(Mask other) {
    return both(other).cardinality();
  }

  /**
   * The part of this mask that lies in a region.
   *
   * @throws IllegalArgumentException if the region has another size
   */
  public Mask cutTo(Mask region) {
    return new Mask(size, both(region));
  }

  private BitSet both(Mask other) {
    if (!size.equals(other.size)) {
      throw new IllegalArgumentException(
          "Masks of different size cannot be compared: " + size + " and " + other.size);
    }
    BitSet both = (BitSet) pixels.clone();
    both.and(other.pixels);
    return both;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask mask && size.equals(mask.size) && pixels.equals(mask.pixels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new int[] {size.hashCode(), pixels.hashCode()});
  }

  @Override
  public String toString() {
    return "Mask[" + size + ", " + areaPixels() + " px]";
  }
}
