package io.github.evosam.imagej.image;

import ij.ImagePlus;
import ij.gui.Roi;

/**
 * Where in a stack or hyperstack something lies. Each part counts from 1; 0 means "all".
 *
 * @param channel 1..C, or 0 for all channels
 * @param slice 1..Z, or 0 for all slices
 * @param frame 1..T, or 0 for all frames
 */
public record StackPosition(int channel, int slice, int frame) {
  /** What lies everywhere in the stack. */
  public static final StackPosition EVERYWHERE = new StackPosition(0, 0, 0);

  /** Checks that no part is negative. */
  public StackPosition {
    if (channel < 0 || slice < 0 || frame < 0) {
      throw new IllegalArgumentException(
          "A stack position counts from 1 (0 = all), but c=%d z=%d t=%d came"
              .formatted(channel, slice, frame));
    }
  }

  /** The position that the image shows now, or, without a window, that a macro has set. */
  public static StackPosition current(ImagePlus image) {
    return ofIndex(image, image.getCurrentSlice()); // getZ() misses setSlice without a window
  }

  /**
   * The position of a stack index.
   *
   * @param index 1..stack size, or 0 for everywhere
   * @throws IllegalArgumentException if the stack has no such index
   */
  public static StackPosition ofIndex(ImagePlus image, int index) {
    if (index == 0) {
      return EVERYWHERE;
    }
    if (index < 0 || index > image.getStackSize()) {
      throw new IllegalArgumentException(
          "Position %d is not in '%s', which has %d images in its stack"
              .formatted(index, image.getTitle(), image.getStackSize()));
    }
    int[] czt = image.convertIndexToPosition(index);
    return new StackPosition(czt[0], czt[1], czt[2]);
  }

  /**
   * The position that an ROI is bound to, {@link #EVERYWHERE} if to none.
   *
   * @throws IllegalArgumentException if the image has no such position
   */
  public static StackPosition of(Roi roi, ImagePlus image) {
    if (roi.hasHyperStackPosition()) {
      return new StackPosition(roi.getCPosition(), roi.getZPosition(), roi.getTPosition())
          .requireIn(image);
    }
    return ofIndex(image, Math.max(0, roi.getPosition()));
  }

  /** Whether both can mean the same plane; "all" agrees with every number. */
  public boolean agreesWith(StackPosition other) {
    return agree(channel, other.channel) && agree(slice, other.slice) && agree(frame, other.frame);
  }

  /** The same slice and frame in all channels. */
  public StackPosition inAllChannels() {
    return new StackPosition(0, slice, frame);
  }

  /** This position without the parts of which the image has one only. */
  public StackPosition within(ImagePlus image) {
    return new StackPosition(
        image.getNChannels() > 1 ? channel : 0,
        image.getNSlices() > 1 ? slice : 0,
        image.getNFrames() > 1 ? frame : 0);
  }

  /** The stack index 1..stack size of this position, where "all" stands for the first. */
  public int indexIn(ImagePlus image) {
    requireIn(image);
    return image.getStackIndex(Math.max(1, channel), Math.max(1, slice), Math.max(1, frame));
  }

  /**
   * The number of this plane as {@link SliceRange} counts: slices first, without the channels;
   * "all" stands for the first.
   */
  public int planeIn(ImagePlus image) {
    return Math.max(1, slice) + (Math.max(1, frame) - 1) * image.getNSlices();
  }

  /**
   * The slice and frame of a plane in all channels, the opposite of {@link #planeIn}.
   *
   * @param plane from 1
   */
  public static StackPosition ofPlane(ImagePlus image, int plane) {
    int slices = image.getNSlices();
    return new StackPosition(0, (plane - 1) % slices + 1, (plane - 1) / slices + 1);
  }

  /**
   * Binds an ROI to this position of the image: not at all in a single plane, to the index of a
   * plain stack, to channel, slice and frame of a hyperstack.
   */
  public void bind(Roi roi, ImagePlus image) {
    int axes = (image.getNChannels() > 1 ? 1 : 0) + (image.getNSlices() > 1 ? 1 : 0);
    axes += image.getNFrames() > 1 ? 1 : 0;
    if (axes == 0 || equals(EVERYWHERE)) {
      roi.setPosition(0);
    } else if (axes > 1 || image.isHyperStack() || image.getNChannels() > 1) {
      roi.setPosition(channel, slice, frame);
    } else {
      roi.setPosition(indexIn(image));
    }
  }

  /** As in {@code c=1 z=5 t=2}; parts that mean "all" are left out. */
  @Override
  public String toString() {
    String text = part("c", channel) + part("z", slice) + part("t", frame);
    return text.isEmpty() ? "everywhere" : text.trim();
  }

  private StackPosition requireIn(ImagePlus image) {
    if (channel > image.getNChannels()
        || slice > image.getNSlices()
        || frame > image.getNFrames()) {
      throw new IllegalArgumentException(
          "Position %s is not in '%s', which has %d channels, %d slices and %d frames"
              .formatted(
                  this,
                  image.getTitle(),
                  image.getNChannels(),
                  image.getNSlices(),
                  image.getNFrames()));
    }
    return this;
  }

  private static boolean agree(int a, int b) {
    return a == 0 || b == 0 || a == b;
  }

  private static String part(String name, int number) {
    return number == 0 ? "" : name + "=" + number + " ";
  }
}
