package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.Parts;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.nn.TokenNorm;

/**
 * One layer of {@link MemoryAttention}: pixels among themselves, to the memory, MLP (official
 * {@code memory_attention.py}).
 */
final class MemoryLayer {
  private final TokenNorm[] norms = new TokenNorm[3];
  private final RotaryAttention selfAttention;
  private final RotaryAttention toMemory;
  private final Mlp mlp;
  private final long hidden;

  MemoryLayer(StateDict weights, String name) {
    for (int i = 0; i < norms.length; i++) {
      norms[i] = TokenNorm.of(weights, name + "norm" + (i + 1), TokenNorm.DEFAULT_EPSILON);
    }
    selfAttention = new RotaryAttention(weights, name + "self_attn.");
    toMemory = new RotaryAttention(weights, name + "cross_attn_image.");
    mlp = Mlp.of(weights, Activation::relu, name + "linear1", name + "linear2");
    hidden = weights.shape(name + "linear1.weight").get(0);
  }

  /**
   * Runs the layer.
   *
   * @param pixels {@code [1, P, C]}
   * @return of the same shape
   */
  NDArray forward(NDArray pixels, MemoryTokens memory, RotaryPositions positions) {
    return Scope.keep(
        () -> {
          NDArray own = norms[0].forward(pixels);
          NDArray x = pixels.add(selfAttention.forward(own, own, own, 0, positions));
          NDArray to =
              toMemory.forward(
                  norms[1].forward(x),
                  memory.keys(),
                  memory.values(),
                  memory.placeless(),
                  positions);
          NDArray told = x.add(to).squeeze(0);
          return Parts.ofRows(told, hidden, t -> t.add(mlp.forward(norms[2].forward(t))))
              .expandDims(0);
        });
  }
}
