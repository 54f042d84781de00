package io.github.evosam.library;

import java.time.Instant;
import java.util.Optional;

/**
 * Where an expert comes from.
 *
 * @param created when it was learned
 * @param images number of images that it was learned from
 * @param seed of its random numbers
 * @param pluginVersion of EvoSAM
 * @param warmStart id of the expert that it started from; empty: from the base model
 */
public record Provenance(
    Instant created, int images, long seed, String pluginVersion, Optional<String> warmStart) {
  /**
   * Checks the values.
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
  }
}
