package io.github.evosam.learning;

import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the values that parameters had last without being clearly worse than the best: validation
 * images are few, so that which state seems best is chance in part, and later states, learned at a
 * falling rate, are riper.
 */
final class KeptState {
  private final StateDict parameters;
  private final Map<String, float[]> values = new HashMap<>();
  private Scores best;
  private double score = Double.NEGATIVE_INFINITY;

  KeptState(StateDict parameters) {
    this.parameters = parameters;
  }

  /** Keeps the present values unless others were clearly better. */
  void offer(Scores present) {
    if (best == null || present.mean() > best.mean()) {
      best = present;
    }
    if (best.gainOver(present) <= 0) {
      score = present.mean();
      parameters.names().forEach(name -> values.put(name, parameters.get(name).toFloatArray()));
    }
  }

  /** The kept values by parameter; empty before the first offer. */
  Map<String, float[]> values() {
    return values;
  }

  /** Mean score of the kept values. */
  double score() {
    return score;
  }

  /** Scores of the state that scored best. */
  Scores best() {
    return best;
  }

  /** Takes up a value that was kept. */
  void put(String name, float[] kept) {
    values.put(name, kept);
  }

  /**
   * Takes up the scores of a training that goes on.
   *
   * @param kept mean score of the kept values
   * @param leading scores of the state that scored best
   */
  void resume(double kept, Scores leading) {
    score = kept;
    best = leading;
  }

  /** Brings the kept values back and tells their score. */
  double restore() {
    values.forEach(
        (name, kept) -> {
          Shape shape = parameters.shape(name);
          try (var array = parameters.manager().create(kept, shape)) {
            parameters.get(name).set(new NDIndex("..."), array);
          }
        });
    return score;
  }
}
