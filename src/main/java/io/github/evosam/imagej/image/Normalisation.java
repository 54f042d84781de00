package io.github.evosam.imagej.image;

/** How intensities become grey values 0..255. */
public enum Normalisation {
  /**
   * 8-bit and RGB values as they are; everything else from its 0.5th percentile (0) to its 99.9th
   * (255). The upper cut keeps hot pixels from darkening the image, and stays below the share that
   * even sparse bright objects cover; the lower one takes off the camera's offset. What the display
   * shows does not matter.
   */
  PERCENTILES,
  /** From the image's display minimum (0) to its display maximum (255); RGB as it is. */
  DISPLAY
}
