package io.github.evosam.imagej.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.process.LUT;
import java.awt.Color;
import java.awt.image.IndexColorModel;

/**
 * 256 colours of a lookup table.
 *
 * @param rgb {@code [3][256]}, red first
 */
record ColourTable(byte[][] rgb) {
  /** What ImageJ gives to the channels of an image that has no tables of its own. */
  private static final Color[] DEFAULT_CHANNELS = {
    Color.red, Color.green, Color.blue, Color.white, Color.cyan, Color.magenta, Color.yellow
  };

  /** Colour part c (0 red, 1 green, 2 blue) of a grey level 0..255. */
  int at(int c, int level) {
    return rgb[c][level] & 0xff;
  }

  /** The table of a channel 1..C. */
  static ColourTable ofChannel(ImagePlus image, int channel) {
    if (image instanceof CompositeImage composite) {
      return of(composite.getChannelLut(channel));
    }
    return of(LUT.createLutFromColor(DEFAULT_CHANNELS[(channel - 1) % DEFAULT_CHANNELS.length]));
  }

  /** The table of an indexed colour model. */
  static ColourTable of(IndexColorModel model) {
    byte[][] rgb = new byte[3][256];
    for (int i = 0; i < Math.min(256, model.getMapSize()); i++) {
      rgb[0][i] = (byte) model.getRed(i);
      rgb[1][i] = (byte) model.getGreen(i);
      rgb[2][i] = (byte) model.getBlue(i);
    }
    return new ColourTable(rgb);
  }

  /** Levels 0..255 as packed {@code 0xRRGGBB} colours. */
  int[] colours(PixelValues levels) {
    int[] colours = new int[levels.count()];
    for (int i = 0; i < colours.length; i++) {
      int level = (int) levels.at(i);
      colours[i] = at(0, level) << 16 | at(1, level) << 8 | at(2, level);
    }
    return colours;
  }
}
