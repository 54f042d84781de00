package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.util.ArrayList;
import java.util.List;

/** The decoder's answers as a simulated user sees them. */
public final class PredictedMasks {
  private PredictedMasks() {}

  /**
   * Logits above zero as masks of the model's input, each pixel enlarged to a square.
   *
   * @param logits {@code [N, 1, low, low]}
   * @param side of the input, a multiple of low
   */
  public static List<Mask> masks(NDArray logits, int side) {
    int low = (int) logits.getShape().get(3);
    int factor = side / low;
    float[] values = logits.toFloatArray();
    List<Mask> masks = new ArrayList<>();
    for (int n = 0; n < logits.getShape().get(0); n++) {
      boolean[] foreground = new boolean[side * side];
      for (int i = 0; i < foreground.length; i++) {
        int cell = n * low * low + i / side / factor * low + i % side / factor;
        foreground[i] = values[cell] > 0;
      }
      masks.add(Mask.of(new ImageSize(side, side), foreground));
    }
    return masks;
  }
}
