package io.github.evosam.imagej.result;

import ij.ImagePlus;

/**
 * Which image a label image was made from. It is shown before that one, but who goes on, as the
 * macro recorder does, means the image and not its labels.
 */
public final class LabelOrigin {
  private static final String SOURCE = "evosam.source";

  private LabelOrigin() {}

  /** Notes where labels come from, for as long as both are open. */
  public static void note(ImagePlus labels, ImagePlus source) {
    labels.setProperty(SOURCE, source);
  }

  /**
   * The image that the given one holds the labels of, if it still has pixels; else the given one.
   */
  public static ImagePlus of(ImagePlus image) {
    boolean isKnown =
        image.getProperty(SOURCE) instanceof ImagePlus source && source.getProcessor() != null;
    return isKnown ? (ImagePlus) image.getProperty(SOURCE) : image;
  }
}
