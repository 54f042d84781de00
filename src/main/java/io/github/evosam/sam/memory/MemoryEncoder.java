package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Conv;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.LayerNorm2d;
import io.github.evosam.nn.Projection;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;

/**
 * Makes a memory of an image's features and an object's mask on it (official {@code
 * memory_encoder.py}).
 *
 * <p>Legend: N objects, S input side, s = S / 16, C channels, K channels of the memory.
 */
final class MemoryEncoder {
  private static final String ROOT = "memory_encoder.";
  private static final int STEPS = 4;

  private final Layer mask;
  private final Layer image;
  private final Layer fuser;
  private final Layer output;

  /** Builds the encoder over the parameters {@code memory_encoder.*}. */
  MemoryEncoder(StateDict weights) {
    String down = ROOT + "mask_downsampler.encoder.";
    Layer steps = x -> x;
    for (int i = 0; i < STEPS; i++) {
      // convolution, normalisation and activation have a number each
      steps =
          steps
              .then(Conv.of(weights, down + 3 * i, 2, 1))
              .then(LayerNorm2d.of(weights, down + (3 * i + 1)))
              .then(Activation::gelu);
    }
    mask = steps.then(Conv.of(weights, down + 3 * STEPS, 1, 0));
    image = Projection.ofPixels(weights, ROOT + "pix_feat_proj");
    fuser = FuserBlock.stack(weights, ROOT + "fuser.layers");
    output = Projection.ofPixels(weights, ROOT + "out_proj");
  }

  /**
   * Encodes.
   *
   * @param features of the image alone, {@code [1, C, s, s]}
   * @param masks about −10 outside and 10 inside, {@code [N, 1, S, S]}
   * @return {@code [N, K, s, s]}
   */
  NDArray forward(NDArray features, NDArray masks) {
    return Scope.keep(
        () -> output.forward(fuser.forward(image.forward(features).add(mask.forward(masks)))));
  }
}
