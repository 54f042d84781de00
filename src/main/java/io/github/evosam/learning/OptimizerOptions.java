package io.github.evosam.learning;

import java.time.Duration;

/**
 * How long and how fast an expert learns.
 *
 * @param steps of the optimiser at most
 * @param budget wall time at most; what was kept so far counts when it is spent
 * @param batch variations in a step, even
 * @param learningRate peak
 * @param seed same seed and machine, same expert, unless the time runs out
 * @param fromSimilar whether learning starts from what an expert of a similar task knows, to which
 *     it is held then where images are looked at as a whole
 */
public record OptimizerOptions(
    long steps, Duration budget, int batch, float learningRate, long seed, boolean fromSimilar) {

  /** Checks the numbers. */
  public OptimizerOptions {
    if (steps < 2 || batch < 2 || batch % 2 != 0 || learningRate <= 0 || budget.isNegative()) {
      throw new IllegalArgumentException(
          "Learning needs at least 2 steps, an even batch and a positive rate, not %d, %d and %s"
              .formatted(steps, batch, learningRate));
    }
  }

  /** Learning that is held to nothing. */
  public OptimizerOptions(long steps, Duration budget, int batch, float learningRate, long seed) {
    this(steps, budget, batch, learningRate, seed, false);
  }
}
