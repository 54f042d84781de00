package io.github.evosam.library;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where an expert comes from.
 *
 * @param created when it was learned
 * @param images number of images that it was learned from
 * @param seed of its random numbers
 * @param pluginVersion of EvoSAM
 * @param warmStart id of the expert that it started from; empty: from the base model
 * @param starts what it might have started from, by the images it was judged by; empty if there was
 *     no choice
 */
public record Provenance(
    Instant created,
    int images,
    long seed,
    String pluginVersion,
    Optional<String> warmStart,
    List<StartCandidate> starts) {

  /**
   * Checks the values and freezes the list.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Provenance {
    if (images < 1 || pluginVersion.isBlank()) {
      throw new IllegalArgumentException(
          "An expert comes from at least one image and a plugin with a version, not %d and '%s'"
              .formatted(images, pluginVersion));
    }
    warmStart.ifPresent(ExpertId::check);
    starts = List.copyOf(starts);
  }

  /** Where an expert comes from that had no choice of starts. */
  public Provenance(
      Instant created, int images, long seed, String pluginVersion, Optional<String> warmStart) {
    this(created, images, seed, pluginVersion, warmStart, List.of());
  }
}
