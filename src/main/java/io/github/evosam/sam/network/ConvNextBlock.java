package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Conv;
import io.github.evosam.nn.Layer;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.nn.TokenNorm;
import java.util.ArrayList;
import java.util.List;

/**
 * A depthwise convolution and an MLP, residual (Liu et al. 2022), {@code [N, C, h, w] → [N, C, h,
 * w]}.
 */
final class ConvNextBlock implements Layer {
  private final Layer neighbours;
  private final TokenNorm norm;
  private final Mlp mlp;
  private final NDArray scale;

  private ConvNextBlock(StateDict weights, String name) {
    neighbours = Conv.depthwise(weights, name + "dwconv");
    norm = TokenNorm.of(weights, name + "norm", TokenNorm.DEFAULT_EPSILON);
    mlp = Mlp.of(weights, Activation::gelu, name + "pwconv1", name + "pwconv2");
    scale = weights.has(name + "gamma") ? weights.get(name + "gamma", -1) : null;
  }

  /** All blocks {@code name.0}, {@code name.1} …, one after the other; the identity for none. */
  static Layer stack(StateDict weights, String name) {
    List<Layer> blocks = new ArrayList<>();
    while (weights.has(name + "." + blocks.size() + ".dwconv.weight")) {
      blocks.add(new ConvNextBlock(weights, name + "." + blocks.size() + "."));
    }
    return blocks.stream().reduce(x -> x, Layer::then);
  }

  @Override
  public NDArray forward(NDArray x) {
    return Scope.keep(
        () -> {
          // [N, C, h, w] -> [N, h, w, C] and back
          NDArray pixels = neighbours.forward(x).transpose(0, 2, 3, 1);
          NDArray mixed = mlp.forward(norm.forward(pixels));
          NDArray scaled = scale == null ? mixed : mixed.mul(scale);
          return x.add(scaled.transpose(0, 3, 1, 2));
        });
  }
}
