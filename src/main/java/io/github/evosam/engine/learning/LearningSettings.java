package io.github.evosam.engine.learning;

import io.github.evosam.learning.OptimizerOptions;
import io.github.evosam.lora.LoraConfig;
import io.github.evosam.sam.network.SamModel;
import java.time.Duration;

/**
 * How an expert learns.
 *
 * @param steps of the optimiser at most, at least 2
 * @param budget wall time at most
 * @param rank of the expert's changes, at least 1
 * @param seed same seed, images and machine, same expert, unless the time runs out
 */
public record LearningSettings(long steps, Duration budget, int rank, long seed) {
  /** Suits a dozen or two images and the embedded model. */
  public static final LearningSettings DEFAULT =
      new LearningSettings(400, Duration.ofMinutes(4), 8, 1);

  private static final int BATCH = 4;
  private static final float LEARNING_RATE = 3e-3f;

  /** Shallower blocks stay as they are. */
  private static final int FROZEN_PART = 3;

  /** Checks the numbers. */
  public LearningSettings {
    if (steps < 2 || rank < 1 || budget.isNegative() || budget.isZero()) {
      throw new IllegalArgumentException(
          "Learning needs at least 2 steps, rank 1 and some time, but %d, %d and %s came"
              .formatted(steps, rank, budget));
    }
  }

  /** The same with another time limit; who gives more time than usual wants more steps, too. */
  public LearningSettings withMinutes(double minutes) {
    Duration time = Duration.ofMillis((long) (minutes * 60_000));
    double more = Math.max(1, (double) time.toMillis() / budget.toMillis());
    return new LearningSettings(Math.round(more * steps), time, rank, seed);
  }

  /**
   * The same with a number of steps in which each image is seen so many times, without a limit of
   * time.
   */
  public LearningSettings withEpochs(int epochs, int images) {
    long all = Math.max(2, Math.round(Math.ceil((double) epochs * images / BATCH)));
    return new LearningSettings(all, Duration.ofDays(365), rank, seed);
  }

  /** The same for a part of the steps and of the time, 0..1. */
  LearningSettings share(double share) {
    return new LearningSettings(
        Math.max(2, Math.round(share * steps)),
        Duration.ofMillis(Math.max(1, Math.round(share * budget.toMillis()))),
        rank,
        seed);
  }

  /** The same with other random numbers. */
  LearningSettings withSeed(long other) {
    return new LearningSettings(steps, budget, rank, other);
  }

  /**
   * The same for a training.
   *
   * @param fromSimilar whether it starts from an expert of a similar task
   */
  public OptimizerOptions options(boolean fromSimilar) {
    return new OptimizerOptions(steps, budget, BATCH, LEARNING_RATE, seed, fromSimilar);
  }

  /** The form of the expert for a model. */
  public LoraConfig config(SamModel model) {
    int split = model.imageEncoder().depth() / FROZEN_PART;
    return LoraConfig.everywhere(model.weights(), rank, split);
  }
}
