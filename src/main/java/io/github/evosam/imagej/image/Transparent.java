package io.github.evosam.imagej.image;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Locale;

/** Pictures with transparent pixels, which are seen on white, as ImageJ draws PNG files. */
final class Transparent {
  private Transparent() {}

  /** The picture drawn on white. */
  static ImageProcessor onWhite(BufferedImage picture) {
    BufferedImage page =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics graphics = page.getGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, page.getWidth(), page.getHeight());
    graphics.drawImage(picture, 0, 0, null);
    graphics.dispose();
    return new ColorProcessor(page);
  }

  /** Notes down that a share of the pixels, if any, was transparent. */
  static void note(ImagePlus image, Path file, double share) {
    if (share > 0) {
      ImageNotes.add(
          image,
          String.format(
              Locale.ROOT,
              "%s has transparent pixels (%.1f %%), which are taken as seen on white; save it without an alpha channel if that is not meant",
              file,
              100 * share));
      ImageNotes.refuseAsMask(
          image, "has transparent pixels, so it is not clear which values are background");
    }
  }
}
