package io.github.evosam.imagej.result;

/** Files that a segmentation can be written to. */
public enum ResultFormat {
  /** 8-, 16- or 32-bit TIFF, 0 background, objects from 1. */
  LABELS,
  /** 8-bit, 0 background, 255 foreground. */
  MASK,
  /** ROI Manager zip, exact to the pixel. */
  ROIS,
  /** The image with its objects tinted and outlined. */
  OVERLAY
}
