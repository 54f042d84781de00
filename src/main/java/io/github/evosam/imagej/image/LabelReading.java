package io.github.evosam.imagej.image;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;

/**
 * Label images and masks from ImageJ images. Pixel values count, not colours: the index of a
 * palette image is the label. RGB is read if it is grey all over.
 */
public final class LabelReading {
  /** Whole numbers above it are not exact in float32. */
  private static final int LARGEST_EXACT = 1 << 24;

  private LabelReading() {}

  /**
   * The labels of the plane that the image shows now; 0 is background.
   *
   * @throws IllegalArgumentException if a pixel is coloured or is not a whole number of at least 0
   */
  public static LabelMap labels(ImagePlus image) {
    return labels(image, StackPosition.current(image));
  }

  /**
   * The labels of the plane at a position.
   *
   * @throws IllegalArgumentException if the image has no such position, or as {@link
   *     #labels(ImagePlus)}
   */
  public static LabelMap labels(ImagePlus image, StackPosition position) {
    ImageProcessor pixels = image.getStack().getProcessor(position.indexIn(image));
    int[] labels = new int[pixels.getPixelCount()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] =
          switch (pixels.getBitDepth()) {
            case 24 -> grey(pixels, i, image);
            case 32 -> whole(pixels, i, image);
            default -> pixels.get(i);
          };
    }
    return LabelMap.of(new ImageSize(image.getWidth(), image.getHeight()), labels);
  }

  /**
   * The mask of the plane that the image shows now: every pixel that is not 0.
   *
   * @throws IllegalArgumentException if a pixel is coloured or not a whole number of at least 0
   */
  public static Mask mask(ImagePlus image) {
    return labels(image).foreground();
  }

  /**
   * The mask, which must have the given size.
   *
   * @throws IllegalArgumentException if the size differs, or as {@link #mask(ImagePlus)}
   */
  public static Mask mask(ImagePlus image, ImageSize size) {
    if (image.getWidth() != size.width() || image.getHeight() != size.height()) {
      throw new IllegalArgumentException(
          "The mask '%s' has %d x %d pixels, but the image has %s; give a mask of the same size"
              .formatted(image.getTitle(), image.getWidth(), image.getHeight(), size));
    }
    return mask(image);
  }

  private static int grey(ImageProcessor pixels, int index, ImagePlus image) {
    int rgb = pixels.get(index);
    int blue = rgb & 0xff;
    if ((rgb >> 16 & 0xff) != blue || (rgb >> 8 & 0xff) != blue) {
      throw refused(image, index, "the colour #%06x".formatted(rgb & 0xffffff));
    }
    return blue;
  }

  private static int whole(ImageProcessor pixels, int index, ImagePlus image) {
    float value = pixels.getf(index);
    if (!(value >= 0 && value <= LARGEST_EXACT) || value != Math.rint(value)) {
      throw refused(image, index, "the value " + value);
    }
    return (int) value;
  }

  private static IllegalArgumentException refused(ImagePlus image, int index, String what) {
    return new IllegalArgumentException(
        "'%s' is no label image or mask: pixel %d,%d has %s; labels are whole numbers, 0 background"
            .formatted(image.getTitle(), index % image.getWidth(), index / image.getWidth(), what));
  }
}
