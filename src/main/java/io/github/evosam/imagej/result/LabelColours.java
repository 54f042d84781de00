package io.github.evosam.imagej.result;

import ij.process.LUT;
import java.awt.Color;

/**
 * Distinct bright colours for labels, made by turning the hue by the golden angle and changing
 * saturation and brightness in step, in the manner of Glasbey tables. 0 is black. A label has the
 * same colour in every image and overlay.
 */
public final class LabelColours {
  private static final double GOLDEN_RATIO = 0.618033988749895;
  private static final float[] SATURATION = {0.95f, 0.6f, 0.8f};
  private static final float[] BRIGHTNESS = {1f, 0.75f, 0.9f, 0.6f};

  private LabelColours() {}

  /** The colour of a label: black for 0, otherwise one of 255 colours, in turn. */
  public static Color of(int label) {
    if (label <= 0) {
      return Color.black;
    }
    int index = (label - 1) % 255;
    float hue = (float) (index * GOLDEN_RATIO % 1.0);
    return Color.getHSBColor(
        hue, SATURATION[index % SATURATION.length], BRIGHTNESS[index % BRIGHTNESS.length]);
  }

  /** A table of 256 colours, index = label. */
  public static LUT table() {
    byte[] red = new byte[256];
    byte[] green = new byte[256];
    byte[] blue = new byte[256];
    for (int i = 0; i < 256; i++) {
      Color colour = of(i);
      red[i] = (byte) colour.getRed();
      green[i] = (byte) colour.getGreen();
      blue[i] = (byte) colour.getBlue();
    }
    return new LUT(red, green, blue);
  }
}
