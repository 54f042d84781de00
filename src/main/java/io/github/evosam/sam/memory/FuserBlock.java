package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Conv;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.nn.TokenNorm;

/**
 * A ConvNeXt block whose change has a learned scale in each channel (official {@code
 * memory_encoder.py}, {@code CXBlock}), {@code [N, C, h, w] → [N, C, h, w]}.
 */
final class FuserBlock implements Layer {
  private static final float EPSILON = 1e-6f;

  private final Layer neighbours;
  private final TokenNorm norm;
  private final Mlp mlp;
  private final NDArray scale;

  private FuserBlock(StateDict weights, String name) {
    neighbours = Conv.depthwise(weights, name + "dwconv");
    norm = TokenNorm.of(weights, name + "norm", EPSILON);
    mlp = Mlp.of(weights, Activation::gelu, name + "pwconv1", name + "pwconv2");
    scale = weights.get(name + "gamma", norm.weight().size());
  }

  /** All blocks {@code name.0}, {@code name.1} …, one after the other. */
  static Layer stack(StateDict weights, String name) {
    Layer all = x -> x;
    for (int i = 0; weights.has(name + "." + i + ".gamma"); i++) {
      all = all.then(new FuserBlock(weights, name + "." + i + "."));
    }
    return all;
  }

  @Override
  public NDArray forward(NDArray x) {
    return Scope.keep(
        () -> {
          // [N, C, h, w] -> [N, h, w, C] and back
          NDArray pixels = norm.forward(neighbours.forward(x).transpose(0, 2, 3, 1));
          return x.add(mlp.forward(pixels).mul(scale).transpose(0, 3, 1, 2));
        });
  }
}
