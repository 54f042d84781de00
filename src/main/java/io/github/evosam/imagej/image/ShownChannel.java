package io.github.evosam.imagej.image;

import ij.ImagePlus;
import java.nio.file.Path;

/** Which channel of an image from a file is looked at. */
public final class ShownChannel {
  /** The channel that the file shows, usually the first. */
  public static final int AS_THE_FILE = 0;

  private static final String UNUSED = "of which only channel";

  private ShownChannel() {}

  /**
   * Turns an image to a channel.
   *
   * @param channel 1..C, or {@link #AS_THE_FILE}
   * @param file where the image is from, for the message
   * @throws ImageFileException if it has fewer channels
   */
  public static void turn(ImagePlus image, int channel, Path file) {
    if (channel == AS_THE_FILE) {
      return;
    }
    if (channel < 0 || channel > image.getNChannels()) {
      throw new ImageFileException(
          "%s has no channel %d; its channels are numbered 1 to %d"
              .formatted(file, channel, image.getNChannels()));
    }
    image.setC(channel);
    ImageNotes.remove(image, note -> note.contains(UNUSED));
  }

  /** Says that all channels but one are not used, as long as nobody chooses one. */
  static void note(ImagePlus image, Path file) {
    if (image.getNChannels() > 1 && !DeepColour.isIn(image)) {
      ImageNotes.add(
          image,
          "%s has %d channels, %s %d is used; 'channel' chooses another"
              .formatted(file, image.getNChannels(), UNUSED, image.getC()));
    }
  }
}
