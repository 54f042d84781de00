package io.github.evosam.sam.network;

import io.github.evosam.geometry.ModelTransform;
import java.util.Map;

/** How an image becomes the model's input. */
public enum Preprocessing {
  /**
   * Longest side scaled to the input side, padded with zeros at the right and below, after
   * subtracting the mean and dividing by the standard deviation of each channel (official {@code
   * sam.py}).
   */
  SAM(ModelTransform.Scaling.LONGEST_SIDE),
  /** Squashed to the square input, then min–max to [0, 1] (MedSAM, Ma et al. 2024). */
  MEDSAM(ModelTransform.Scaling.SQUASH),
  /** As {@link #SAM}, with mean 127 and deviation 128 in all channels (EfficientNet-Lite). */
  CENTRED(ModelTransform.Scaling.LONGEST_SIDE),
  /**
   * Squashed to the square input, then mean and standard deviation as {@link #SAM} (official SAM 2
   * {@code transforms.py}).
   */
  SAM2(ModelTransform.Scaling.STRETCH);

  /** Metadata entry that names the preprocessing; without it {@link #SAM}. */
  public static final String KEY = "evosam.preprocessing";

  private final ModelTransform.Scaling scaling;

  Preprocessing(ModelTransform.Scaling scaling) {
    this.scaling = scaling;
  }

  /** How the image fills the model's square input. */
  public ModelTransform.Scaling scaling() {
    return scaling;
  }

  static Preprocessing of(Map<String, String> metadata) {
    return valueOf(metadata.getOrDefault(KEY, SAM.name()));
  }
}
