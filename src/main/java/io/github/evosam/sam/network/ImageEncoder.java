package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Turns a prepared image into its embedding, in two parts: the frozen <em>trunk</em> and the
 * <em>tail</em>, which an expert may change.
 *
 * <p>Legend: B batch, S side of the square input, C embedding channels, h = w = S / 16, or S / 32
 * of an EfficientNet.
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
   * Some further blocks.
   *
   * @param trunk what {@link #trunk} returned for the split {@code from}; stays the caller's
   * @return what it returns for the split {@code to}
   */
  ImageFeatures advance(ImageFeatures trunk, int from, int to);

  /**
   * The blocks from the split on, and the neck.
   *
   * @param trunk what {@link #trunk} returned for the same split; stays the caller's
   * @return the embedding {@code [B, C, h, w]}
   */
  ImageFeatures tail(ImageFeatures trunk, int split);

  /**
   * Number of the first blocks by which images are told apart; the kept trunk of an image ends
   * there, or earlier if the expert in place changes some of them. Never changes for a model, since
   * experts remember images in these terms.
   */
  int sharedDepth();

  /**
   * What tells images apart (see {@code docs/matcher.md}): feature maps of a trunk of {@link
   * #sharedDepth} blocks.
   *
   * @param trunk stays the caller's
   * @return {@code [B, C, h, w]} each, the same number and channels for all images
   */
  List<NDArray> descriptiveMaps(ImageFeatures trunk);

  /** The embedding in one go. */
  default ImageFeatures encode(NDArray input) {
    return tail(trunk(input, 0), 0);
  }
}
