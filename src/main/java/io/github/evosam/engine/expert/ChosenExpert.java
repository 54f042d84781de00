package io.github.evosam.engine.expert;

import java.util.Locale;
import java.util.Optional;

/**
 * The expert that is in use.
 *
 * @param name as the user knows it
 * @param id for ever the same
 * @param confidence of the matcher, 0..1; empty if the user chose
 */
public record ChosenExpert(String name, String id, Optional<Double> confidence) {
  /** As in {@code 'Retinal vessels' (confidence 0.97)}, or {@code 'Retinal vessels' (as named)}. */
  public String describe() {
    String how =
        confidence.map(c -> String.format(Locale.ROOT, "confidence %.2f", c)).orElse("as named");
    return "'%s' (%s)".formatted(name, how);
  }
}
