package io.github.evosam.imagej.image;

import ij.ImagePlus;
import java.nio.file.Path;
import java.util.Optional;

/** Which channel of an image from a file is looked at. */
public final class ShownChannel {
  /** The channel that the file shows, usually the first. */
  public static final int AS_THE_FILE = 0;

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
  }

  /**
   * What is to be said of an image of which not all channels are looked at; empty if somebody has
   * chosen, or there is only one.
   *
   * @param channel that was asked for
   */
  public static Optional<String> hint(ImagePlus image, int channel) {
    return channel != AS_THE_FILE || image.getNChannels() == 1
        ? Optional.empty()
        : Optional.of(
            "channel %d of %d was looked at, as the file shows; 'channel' chooses another"
                .formatted(image.getC(), image.getNChannels()));
  }
}
