package io.github.evosam.library;

import java.util.Optional;

/**
 * A state that learning might have started from.
 *
 * @param expert id of the expert that it is; empty: new, from the base model
 * @param untrainedDice mean Dice on the new task's validation images before it learned anything
 * @param trialDice the same after the trial; empty if it was not worth one
 */
public record StartCandidate(
    Optional<String> expert, double untrainedDice, Optional<Double> trialDice) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public StartCandidate {
    expert.ifPresent(ExpertId::check);
    checkDice(untrainedDice);
    trialDice.ifPresent(StartCandidate::checkDice);
  }

  private static void checkDice(double dice) {
    if (!(dice >= 0 && dice <= 1)) {
      throw new IllegalArgumentException("Dice is 0 to 1, but %s came".formatted(dice));
    }
  }
}
