package io.github.evosam.sam;

import ai.djl.ndarray.NDArray;

/**
 * Turns a prepared image into its embedding, in two parts: the frozen <em>trunk</em>, shared by all
 * experts and computed once per image, and the <em>tail</em>, whose attention an expert may adapt.
 *
 * <p>Legend: B batch, S side of the square input, C embedding channels, h = w = S / 16.
 */
public interface ImageEncoder {
  /** Number of blocks; a split lies before block {@code 0..depth()}. */
  int depth();

  /**
   * The stem and the blocks before the split.
   *
   * @param input {@code [B, 3, S, S]}, normalised and padded
   * @param split number of blocks in the trunk, {@code 0..depth()}
   */
  ImageFeatures trunk(NDArray input, int split);

  /**
   * The blocks from the split on, and the neck.
   *
   * @param trunk what {@link #trunk} returned for the same split; stays the caller's
   * @return the embedding {@code [B, C, h, w]}
   */
  ImageFeatures tail(ImageFeatures trunk, int split);

  /** The embedding in one go. */
  default ImageFeatures encode(NDArray input) {
    return tail(trunk(input, 0), 0);
  }
}
