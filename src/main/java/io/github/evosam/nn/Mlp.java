package io.github.evosam.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Linear maps with an activation between them (none after the last), {@code [..., C] → [..., C']}.
 *
 * @param maps the linear maps, first to last
 * @param activation applied between two maps
 */
public record Mlp(List<Projection> maps, UnaryOperator<NDArray> activation) implements Layer {

  /** The perceptron whose maps have the given names, first to last. */
  public static Mlp of(StateDict weights, UnaryOperator<NDArray> activation, String... names) {
    return new Mlp(
        List.of(names).stream().map(name -> Projection.of(weights, name)).toList(), activation);
  }

  @Override
  public NDArray forward(NDArray x) {
    NDArray y = maps.get(0).forward(x);
    for (Projection map : maps.subList(1, maps.size())) {
      y = map.forward(activation.apply(y));
    }
    return y;
  }
}
