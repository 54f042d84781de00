package io.github.evosam.learning;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.github.evosam.nn.StateDict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that an expert's training needs to go on: the expert, the optimiser's moments and the state
 * that is kept so far.
 *
 * @param expert parameters in training
 * @param moments of the optimiser
 * @param kept which of the states so far is to be handed out
 */
record TrainerState(StateDict expert, StateDict moments, KeptState kept) {
  private static final String EXPERT = "expert.";
  private static final String MOMENT = "moment.";
  private static final String BEST = "best.";
  private static final String STEP = "evosam.step";
  private static final String SECONDS = "evosam.seconds";
  private static final String SCORE = "evosam.kept_score";
  private static final String BEST_SCORES = "evosam.best_scores";

  /**
   * How far a training has come.
   *
   * @param step number of steps done
   * @param seconds spent on them
   */
  record Reached(long step, double seconds) {
    static final Reached NOTHING = new Reached(0, 0);
  }

  /** Takes up what a memory has kept; {@link Reached#NOTHING} if that is nothing. */
  Reached recall(CheckpointStore memory, NDManager manager) {
    try (StateDict stored = new StateDict(manager)) {
      if (!memory.recall(stored) || !stored.metadata().containsKey(BEST_SCORES)) {
        return Reached.NOTHING;
      }
      for (String name : List.copyOf(stored.names())) {
        String own = name.substring(name.indexOf('.') + 1);
        if (name.startsWith(EXPERT)) {
          expert.get(own).set(new NDIndex("..."), stored.get(name));
        } else if (name.startsWith(MOMENT)) {
          moments.put(own, stored.get(name).duplicate());
        } else {
          kept.put(own, stored.get(name).toFloatArray());
        }
      }
      double[] scores =
          Arrays.stream(stored.metadata().get(BEST_SCORES).split(","))
              .mapToDouble(Double::parseDouble)
              .toArray();
      kept.resume(Double.parseDouble(stored.metadata().get(SCORE)), Scores.of(scores));
      return new Reached(
          Long.parseLong(stored.metadata().get(STEP)),
          Double.parseDouble(stored.metadata().get(SECONDS)));
    }
  }

  /** Hands the present state to a memory. */
  void keep(CheckpointStore memory, Reached reached, NDManager manager) {
    if (memory == CheckpointStore.NONE) {
      return;
    }
    try (StateDict state = new StateDict(manager)) {
      expert.names().forEach(name -> state.put(EXPERT + name, expert.get(name).duplicate()));
      moments.names().forEach(name -> state.put(MOMENT + name, moments.get(name).duplicate()));
      kept.values()
          .forEach(
              (name, values) ->
                  state.put(BEST + name, state.manager().create(values, expert.shape(name))));
      state.metadata().put(STEP, Long.toString(reached.step()));
      state.metadata().put(SECONDS, Double.toString(reached.seconds()));
      state.metadata().put(SCORE, Double.toString(kept.score()));
      String scores =
          kept.best().ofImages().stream().map(String::valueOf).collect(Collectors.joining(","));
      state.metadata().put(BEST_SCORES, scores);
      memory.keep(state);
    }
  }
}
