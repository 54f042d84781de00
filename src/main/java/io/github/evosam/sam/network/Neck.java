package io.github.evosam.sam.network;

import io.github.evosam.nn.Conv;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.LayerNorm2d;
import io.github.evosam.nn.StateDict;

/** The end of every image encoder, {@code [B, C', h, w] → [B, C, h, w]}. */
final class Neck {
  private static final String ROOT = "image_encoder.neck.";

  private Neck() {}

  /** A 1 × 1 and a 3 × 3 convolution, each normalised, over {@code image_encoder.neck.*}. */
  static Layer of(StateDict weights) {
    return Conv.of(weights, ROOT + "0", 1, 0)
        .then(LayerNorm2d.of(weights, ROOT + "1"))
        .then(Conv.of(weights, ROOT + "2", 1, 1))
        .then(LayerNorm2d.of(weights, ROOT + "3"));
  }
}
