package io.github.evosam.imagej.image;

import ij.ImagePlus;
import ij.io.FileInfo;

/**
 * Colour pictures of 16 bits for each of red, green and blue, which ImageJ opens as three channels:
 * they are colours all the same, unlike the channels of a microscope.
 */
final class DeepColour {
  private DeepColour() {}

  /** Whether the image was read from a file that says that its samples are red, green and blue. */
  static boolean isIn(ImagePlus image) {
    FileInfo file = image.getOriginalFileInfo();
    if (file == null || image.getNChannels() != 3 || image.getBitDepth() != 16) {
      return false;
    }
    return file.fileType == FileInfo.RGB48
        || file.fileType == FileInfo.RGB48_PLANAR
        || file.fileFormat == FileInfo.IMAGEIO
        || file.fileFormat == FileInfo.PGM;
  }
}
