package io.github.evosam.sam.memory;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Resampling;
import java.util.Arrays;

/**
 * A mask that the user gave, as the model's input shows it (official {@code
 * sam2_video_predictor.py}, {@code add_new_mask}, and {@code sam2_base.py}, {@code
 * _use_mask_as_output}).
 *
 * @param side S of the model's input
 * @param values 1 inside and 0 outside, {@code [S, S]}
 */
record GivenMask(int side, float[] values) {
  private static final float SURE = 10;

  /** A mask of a slice. */
  static GivenMask of(Mask mask, int side) {
    float[] inside = new float[(int) mask.size().area()];
    mask.toBitSet().stream().forEach(i -> inside[i] = 1);
    float[] values = resized(mask.size(), inside, side);
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] >= 0.5f ? 1 : 0;
    }
    return new GivenMask(side, values);
  }

  /** Whether a pixel is left of it. */
  boolean isPresent() {
    for (float value : values) {
      if (value > 0) {
        return true;
      }
    }
    return false;
  }

  /** It as the answer of the decoder. */
  DecodedMask answer() {
    float[] logits = new float[values.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = values[i] > 0 ? SURE : -SURE;
    }
    float[] low = resized(new ImageSize(side, side), logits, side / 4);
    return new DecodedMask(low, 1, isPresent() ? SURE : -SURE);
  }

  /** One channel at another size, antialiased. */
  private static float[] resized(ImageSize size, float[] values, int side) {
    float[] channels = new float[Plane.CHANNELS * values.length];
    for (int c = 0; c < Plane.CHANNELS; c++) {
      System.arraycopy(values, 0, channels, c * values.length, values.length);
    }
    Plane plane = Resampling.resize(new Plane(size, channels), new ImageSize(side, side));
    return Arrays.copyOf(plane.values(), side * side);
  }
}
