package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.nn.TokenNorm;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells an image's features what the memory knows of an object (Ravi et al. 2024; official {@code
 * memory_attention.py}).
 *
 * <p>Legend: C channels, s = h = w side of the features, P = s².
 */
final class MemoryAttention {
  private static final String ROOT = "memory_attention.";

  /** How much the image's own positions count. */
  private static final float POSITION_SHARE = 0.1f;

  private final List<MemoryLayer> layers = new ArrayList<>();
  private final TokenNorm norm;
  private final RotaryPositions rotary;
  private final NDArray positions;

  /**
   * Builds the attention over the parameters {@code memory_attention.*}.
   *
   * @param side of the features
   * @param manager of what is made once for all slices
   */
  MemoryAttention(StateDict weights, int side, NDManager manager) {
    for (int i = 0; weights.has(ROOT + "layers." + i + ".norm1.weight"); i++) {
      layers.add(new MemoryLayer(weights, ROOT + "layers." + i + "."));
    }
    norm = TokenNorm.of(weights, ROOT + "norm", TokenNorm.DEFAULT_EPSILON);
    int channels = (int) norm.weight().size();
    rotary = RotaryPositions.of(side, channels, manager);
    float[] square = SinePositions.square(side, channels);
    for (int i = 0; i < square.length; i++) {
      square[i] *= POSITION_SHARE;
    }
    Shape shape = new Shape(1, (long) side * side, channels);
    positions = MemoryNetwork.constant(square, shape, manager);
  }

  /**
   * The features as the memory sees them.
   *
   * @param features of the image alone, {@code [1, C, s, s]}
   * @return of the same shape
   */
  NDArray forward(NDArray features, MemoryTokens memory) {
    return Scope.keep(
        () -> {
          Shape s = features.getShape();
          long pixels = s.get(2) * s.get(3);
          NDArray x = features.reshape(1, s.get(1), pixels).transpose(0, 2, 1).add(positions);
          for (MemoryLayer layer : layers) {
            x = layer.forward(x, memory, rotary);
          }
          return norm.forward(x).transpose(0, 2, 1).reshape(s);
        });
  }
}
