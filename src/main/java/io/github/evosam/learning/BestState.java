package io.github.evosam.learning;

import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.util.HashMap;
import java.util.Map;

/** Keeps the values that parameters had when they did best. */
final class BestState {
  private final StateDict parameters;
  private final Map<String, float[]> values = new HashMap<>();
  private double score = Double.NEGATIVE_INFINITY;

  BestState(StateDict parameters) {
    this.parameters = parameters;
  }

  /** Keeps the present values if their score is the best so far. */
  void offer(double present) {
    if (present > score) {
      score = present;
      parameters.names().forEach(name -> values.put(name, parameters.get(name).toFloatArray()));
    }
  }

  /** The best values by parameter; empty before the first offer. */
  Map<String, float[]> values() {
    return values;
  }

  /** Score of the best values. */
  double score() {
    return score;
  }

  /** Takes up a best value that was kept. */
  void put(String name, float[] best) {
    values.put(name, best);
  }

  /** Takes up a score that was kept. */
  void score(double best) {
    score = best;
  }

  /** Brings the best values back and tells their score. */
  double restore() {
    values.forEach(
        (name, best) -> {
          Shape shape = parameters.shape(name);
          try (var array = parameters.manager().create(best, shape)) {
            parameters.get(name).set(new NDIndex("..."), array);
          }
        });
    return score;
  }
}
