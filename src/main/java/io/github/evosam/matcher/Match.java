package io.github.evosam.matcher;

import java.util.List;

/**
 * The matcher's answer for one image.
 *
 * @param ranking all experts, the highest score first; of equal scores in the order of identifiers
 */
public record Match(List<RankedExpert> ranking) {
  /** Freezes the ranking. */
  public Match {
    ranking = List.copyOf(ranking);
  }
}
