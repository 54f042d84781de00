package io.github.evosam.imagej.image;

import ij.ImagePlus;
import java.awt.image.IndexColorModel;

/**
 * Masks with a table of colours. Their indices are the labels as long as 0 is black, or has a
 * colour among others; a black-and-white picture whose table begins with white is turned round,
 * since white is the foreground of a mask whatever its number.
 */
final class PaletteMask {
  private static final int BLACK = 0x000000;
  private static final int WHITE = 0xffffff;
  private static final int FOREGROUND = 255;

  private PaletteMask() {}

  /** Changes indices into values in which black is 0; notes down a background that is not black. */
  static void blackIsZero(ImagePlus image, int[] labels) {
    boolean isTable = image.getProcessor().getColorModel() instanceof IndexColorModel;
    if (image.getBitDepth() != 8 || !isTable || !PalettePicture.isIn(image)) {
      return;
    }
    IndexColorModel table = (IndexColorModel) image.getProcessor().getColorModel();
    boolean isBlackAndWhite = true;
    for (int label : labels) {
      int colour = table.getRGB(label) & WHITE;
      isBlackAndWhite &= colour == BLACK || colour == WHITE;
    }
    int zero = table.getRGB(0) & WHITE;
    if (isBlackAndWhite) {
      for (int i = 0; i < labels.length; i++) {
        labels[i] = (table.getRGB(labels[i]) & WHITE) == BLACK ? 0 : FOREGROUND;
      }
    } else if (zero != BLACK) {
      ImageNotes.add(
          image,
          "The mask '%s' has a table of colours that begins with #%06x in place of black; the first colour is taken for background all the same, so save the mask as 8-bit grey if another is"
              .formatted(image.getTitle(), zero));
    }
  }
}
