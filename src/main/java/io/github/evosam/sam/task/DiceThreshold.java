package io.github.evosam.sam.task;

/**
 * Finds the logit above which pixels are to be taken so that the expected Dice is largest. With a
 * probability of one half for all images, an image in which a task is less sure than usual, such as
 * a dark one, loses most of its objects; the best cut of an image lies at half the Dice that can be
 * expected of it (Lipton, Elkan & Naryanaswamy 2014, theorem 1), and so lower there.
 *
 * <p>The logits are taken at their word: what they say of the expected Dice is Σ<sub>taken</sub> 2p
 * / (number taken + Σ<sub>all</sub> p).
 */
final class DiceThreshold {
  /** Nothing less likely is taken: of an image without objects all would be. */
  private static final double LEAST_PROBABILITY = 0.25;

  /** Where the lowest bin begins. */
  private static final float LOWEST = logit(LEAST_PROBABILITY);

  /** From the lowest logit to 0; the last one holds all that is above 0, too. */
  private static final int BINS = 64;

  private final long[] counts = new long[BINS];
  private final double[] sums = new double[BINS];
  private double all;

  /** Takes the logit of one more pixel. */
  void add(float logit) {
    double probability = 1 / (1 + Math.exp(-logit));
    all += probability;
    if (logit > LOWEST) {
      int bin = Math.min(BINS - 1, (int) (BINS * (logit - LOWEST) / -LOWEST));
      counts[bin]++;
      sums[bin] += probability;
    }
  }

  /** The best cut, a logit of at most 0; 0 if no pixel is worth taking. */
  float best() {
    double taken = 0;
    long number = 0;
    double most = 0;
    int best = BINS - 1;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      taken += sums[bin];
      number += counts[bin];
      double dice = 2 * taken / (number + all);
      if (dice > most) {
        most = dice;
        best = bin;
      }
    }
    return best == BINS - 1 ? 0 : LOWEST - LOWEST * best / BINS;
  }

  private static float logit(double probability) {
    return (float) Math.log(probability / (1 - probability));
  }
}
