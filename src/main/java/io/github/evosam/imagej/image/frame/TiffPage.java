package io.github.evosam.imagej.image.frame;

import java.util.Arrays;
import java.util.Map;

/**
 * One directory of a TIFF, as its tags say (TIFF 6.0, section 8).
 *
 * @param number counts from 1
 * @param tags the numbers of each tag that matters here; of a rational numerator and denominator
 * @param description text of the first page, else empty
 */
public record TiffPage(int number, Map<Integer, long[]> tags, String description) {
  static final int SUBFILE_TYPE = 254;
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int FILL_ORDER = 266;
  static final int DESCRIPTION = 270;
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES = 277;
  static final int STRIP_BYTES = 279;

  /** Pixels per unit, a ratio. */
  public static final int X_RESOLUTION = 282;

  /** Pixels per unit, a ratio. */
  public static final int Y_RESOLUTION = 283;

  static final int PLANAR = 284;

  /** 2 inch, 3 centimetre. */
  public static final int RESOLUTION_UNIT = 296;

  static final int PREDICTOR = 317;
  static final int COLOUR_MAP = 320;
  static final int TILE_WIDTH = 322;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;

  /** The first number of a tag, or what it means if it is missing. */
  public long value(int tag, long otherwise) {
    long[] values = tags.get(tag);
    return values == null || values.length == 0 ? otherwise : values[0];
  }

  long width() {
    return value(WIDTH, 0);
  }

  long height() {
    return value(HEIGHT, 0);
  }

  int samples() {
    return (int) value(SAMPLES, 1);
  }

  /** Bits of the first sample. */
  public int bits() {
    return (int) value(BITS, 1);
  }

  int compression() {
    return (int) value(COMPRESSION, 1);
  }

  /** What the values mean: 0 white is zero, 1 black is zero, 2 RGB, 3 a table of colours. */
  public int photometric() {
    return (int) value(PHOTOMETRIC, 1);
  }

  int predictor() {
    return (int) value(PREDICTOR, 1);
  }

  /** 1 unsigned, 2 signed, 3 floating point. */
  public int sampleFormat() {
    return (int) value(SAMPLE_FORMAT, 1);
  }

  boolean isPlanar() {
    return samples() > 1 && value(PLANAR, 1) == 2;
  }

  /** Whether it is a smaller copy of another page. */
  boolean isReduced() {
    return (value(SUBFILE_TYPE, 0) & 1) != 0;
  }

  /** Whether ImageJ wrote the file, whose tables of colours are for display. */
  public boolean isFromImageJ() {
    return description.startsWith("ImageJ=");
  }

  /** Whether all samples have the same number of bits. */
  boolean hasEvenBits() {
    long[] bits = tags.getOrDefault(BITS, new long[] {1});
    return Arrays.stream(bits).distinct().count() == 1;
  }

  /** Width and height in words. */
  String size() {
    return width() + " x " + height();
  }

  /** Bytes of the pixels in memory. */
  long bytes() {
    return width() * height() * samples() * Math.max(1, (bits() + 7) / 8);
  }

  /** Whether another page can lie in one stack with this one. */
  boolean isAlike(TiffPage other) {
    return width() == other.width()
        && height() == other.height()
        && samples() == other.samples()
        && bits() == other.bits()
        && sampleFormat() == other.sampleFormat();
  }

  /** Whether it looks like a page of a pyramid: the same picture, smaller. */
  boolean isSmallerCopyOf(TiffPage other) {
    double x = (double) width() / other.width();
    double y = (double) height() / other.height();
    return x < 0.9 && Math.abs(x - y) * Math.min(other.width(), other.height()) <= 2;
  }

  /** Whether the pixels follow each other in the file without gaps. */
  boolean isContiguous() {
    long[] offsets = tags.get(STRIP_OFFSETS);
    long[] bytes = tags.get(STRIP_BYTES);
    if (offsets == null || bytes == null || offsets.length != bytes.length) {
      return offsets == null || offsets.length == 1;
    }
    for (int i = 1; i < offsets.length; i++) {
      if (offsets[i] != offsets[i - 1] + bytes[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
