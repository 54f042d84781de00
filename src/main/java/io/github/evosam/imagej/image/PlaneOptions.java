package io.github.evosam.imagej.image;

import java.util.Objects;

/**
 * How an image becomes planes.
 *
 * @param channels which channels are used
 * @param normalisation how intensities become 0..255
 */
public record PlaneOptions(ChannelChoice channels, Normalisation normalisation) {
  /** The current channel, normalised by percentiles. */
  public static final PlaneOptions DEFAULT =
      new PlaneOptions(ChannelChoice.CURRENT, Normalisation.PERCENTILES);

  /** Checks that both are given. */
  public PlaneOptions {
    Objects.requireNonNull(channels, "channels");
    Objects.requireNonNull(normalisation, "normalisation");
  }
}
