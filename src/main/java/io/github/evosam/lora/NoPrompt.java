package io.github.evosam.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;

/** What stands for no prompt in a base model: from there a task prompt starts. */
final class NoPrompt {
  private static final String NOT_A_POINT = "prompt_encoder.not_a_point_embed.weight";
  private static final String NO_MASK = "prompt_encoder.no_mask_embed.weight";
  private static final String MAPS = "prompt_encoder.maps.";

  private NoPrompt() {}

  /**
   * What is added to every pixel: the embedding of no mask, or, of a model that draws prompts, what
   * the map of no prompt, its last, adds at each level, all levels in one.
   */
  static float[] dense(StateDict base) {
    return base.has(NO_MASK)
        ? base.get(NO_MASK, 1, -1).toFloatArray()
        : Scope.value(() -> ofMaps(base).toFloatArray());
  }

  private static NDArray ofMaps(StateDict base) {
    NDList levels = new NDList();
    for (int i = 0; base.has(MAPS + i + ".weight"); i++) {
      NDArray kernel = base.get(MAPS + i + ".weight", -1, -1, 1, 1);
      long last = kernel.getShape().get(1) - 1;
      levels.add(kernel.get(":, " + last).flatten().add(base.get(MAPS + i + ".bias", -1)));
    }
    return NDArrays.concat(levels, 0);
  }

  /** Whether the model takes prompts as tokens. */
  static boolean isToken(StateDict base) {
    return base.has(NOT_A_POINT);
  }

  /** The token that is no point, {@code [1, C]}. */
  static NDArray token(StateDict base) {
    return base.get(NOT_A_POINT, 1, -1);
  }
}
