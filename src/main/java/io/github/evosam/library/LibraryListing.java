package io.github.evosam.library;

import java.util.List;

/**
 * What a library holds.
 *
 * @param experts that can be used, by name
 * @param damaged experts that cannot, with the reason
 */
public record LibraryListing(List<Expert> experts, List<DamagedExpert> damaged) {
  /** Makes the lists unmodifiable. */
  public LibraryListing {
    experts = List.copyOf(experts);
    damaged = List.copyOf(damaged);
  }
}
