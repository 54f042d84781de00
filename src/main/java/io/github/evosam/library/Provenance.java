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

  private static final int MOST_IMAGES = 10_000_000;
  private static final int MOST_STARTS = 1000;
  private static final int LONGEST_VERSION = 100;

  /**
   * Checks the values and freezes the list.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Provenance {
    boolean isVersion = !pluginVersion.isBlank() && pluginVersion.length() <= LONGEST_VERSION;
    if (images < 1 || images > MOST_IMAGES || !isVersion || starts.size() > MOST_STARTS) {
      throw new IllegalArgumentException(
          "An expert comes from 1 to %d images, a plugin with a version of at most %d characters and a choice of at most %d starts, not %d, '%s' and %d"
              .formatted(
                  MOST_IMAGES,
                  LONGEST_VERSION,
                  MOST_STARTS,
                  images,
                  pluginVersion.substring(0, Math.min(LONGEST_VERSION, pluginVersion.length())),
                  starts.size()));
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
