package io.github.evosam.lab.continual;

import io.github.evosam.engine.learning.LearningSettings;
import java.time.Duration;

/**
 * What all methods have in common, and what single ones need.
 *
 * @param steps of the optimiser for each task
 * @param rank of experts and adapters
 * @param seed of all draws
 * @param ewcStrength λ of elastic weight consolidation
 * @param lwfWeight λ of learning without forgetting
 * @param replayImages kept of each task by replay
 * @param clicks whether clicks to a Dice of 0.90 are counted, which is slow
 */
public record ContinualSettings(
    long steps,
    int rank,
    long seed,
    double ewcStrength,
    double lwfWeight,
    int replayImages,
    boolean clicks) {
  // before DEFAULT, which needs it
  private static final Duration UNLIMITED = Duration.ofDays(365);

  /** Steps, rank and seed of {@link LearningSettings#DEFAULT}. */
  public static final ContinualSettings DEFAULT =
      new ContinualSettings(
          LearningSettings.DEFAULT.steps(),
          LearningSettings.DEFAULT.rank(),
          LearningSettings.DEFAULT.seed(),
          1000,
          1,
          4,
          true);

  /** Checks the numbers. */
  public ContinualSettings {
    if (!(ewcStrength >= 0) || !(lwfWeight >= 0) || replayImages < 1) {
      throw new IllegalArgumentException(
          "The strength of EWC and the weight of LwF must not be negative, and replay needs at least one image, but %s, %s and %d came"
              .formatted(ewcStrength, lwfWeight, replayImages));
    }
    new LearningSettings(steps, UNLIMITED, rank, seed); // checks the rest
  }

  /** How one task is learned, or so many at once: steps count, time does not. */
  LearningSettings learning(int tasksAtOnce) {
    return new LearningSettings(steps * tasksAtOnce, UNLIMITED, rank, seed);
  }
}
