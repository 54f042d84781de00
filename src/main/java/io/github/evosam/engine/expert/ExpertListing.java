package io.github.evosam.engine.expert;

import java.util.List;

/**
 * All experts with what is noted of them.
 *
 * @param experts that can be used, by name
 * @param damaged the lines of those that cannot
 */
public record ExpertListing(List<ExpertDetails> experts, List<ExpertEntry> damaged) {
  /** Freezes the lists. */
  public ExpertListing {
    experts = List.copyOf(experts);
    damaged = List.copyOf(damaged);
  }
}
