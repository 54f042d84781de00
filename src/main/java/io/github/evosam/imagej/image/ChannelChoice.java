package io.github.evosam.imagej.image;

/** Which channels of a multi-channel image become the plane that is segmented. */
public enum ChannelChoice {
  /**
   * The one channel of the position, as three equal grey channels: the stain that the user has
   * chosen with the channel slider. The default, since it depends neither on colours nor on the
   * display mode.
   */
  CURRENT,
  /**
   * All channels added up in the colours of their lookup tables and cut at 255, as ImageJ merges
   * them; each channel is normalised on its own.
   */
  COMPOSITE
}
