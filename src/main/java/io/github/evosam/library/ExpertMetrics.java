package io.github.evosam.library;

import java.util.Optional;

/**
 * How good an expert was on its validation images when it was learned.
 *
 * @param promptless with the task prompt alone; empty if not measured
 * @param prompted with a box for each object; empty if not measured
 */
public record ExpertMetrics(Optional<DiceChange> promptless, Optional<DiceChange> prompted) {
  /** Nothing was measured. */
  public static final ExpertMetrics NONE = new ExpertMetrics(Optional.empty(), Optional.empty());
}
