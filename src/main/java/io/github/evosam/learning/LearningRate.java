package io.github.evosam.learning;

/**
 * Linear warm-up to the peak, then half a cosine down to a last value.
 *
 * @param peak largest learning rate
 * @param last learning rate of the last step
 * @param warmupSteps number of steps of the warm-up
 * @param totalSteps number of all steps
 */
public record LearningRate(float peak, float last, long warmupSteps, long totalSteps) {
  /** Checks that the steps are in order. */
  public LearningRate {
    if (warmupSteps < 0 || totalSteps <= warmupSteps) {
      throw new IllegalArgumentException(
          "The warm-up (%d steps) must be shorter than the training (%d steps)"
              .formatted(warmupSteps, totalSteps));
    }
  }

  /** The learning rate of a step, counted from 1; steps past the end get the last value. */
  public float at(long step) {
    if (step <= warmupSteps) {
      return peak * step / warmupSteps;
    }
    double progress = Math.min(1.0, (double) (step - warmupSteps) / (totalSteps - warmupSteps));
    return (float) (last + (peak - last) * 0.5 * (1 + Math.cos(Math.PI * progress)));
  }
}
