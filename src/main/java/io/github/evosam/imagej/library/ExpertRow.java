package io.github.evosam.imagej.library;

import io.github.evosam.engine.expert.ExpertDetails;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.engine.expert.ExpertListing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of the table of experts.
 *
 * @param entry what is known of every expert, damaged or not
 * @param details all that is noted of it; empty if it is damaged
 * @param verified what the last check of its bytes found, {@value ExpertEntry#READY} if nothing;
 *     empty if it was not checked
 */
public record ExpertRow(
    ExpertEntry entry, Optional<ExpertDetails> details, Optional<String> verified) {
  /**
   * All experts of a library, those that cannot be used last.
   *
   * @param checks what checks of their bytes found, by id
   */
  public static List<ExpertRow> of(ExpertListing experts, Map<String, String> checks) {
    Stream<ExpertRow> sound =
        experts.experts().stream().map(e -> row(e.entry(), Optional.of(e), checks));
    Stream<ExpertRow> damaged =
        experts.damaged().stream().map(e -> row(e, Optional.empty(), checks));
    return Stream.concat(sound, damaged).toList();
  }

  private static ExpertRow row(
      ExpertEntry entry, Optional<ExpertDetails> details, Map<String, String> checks) {
    return new ExpertRow(entry, details, Optional.ofNullable(checks.get(entry.id())));
  }

  /** Id, for ever the same. */
  public String id() {
    return entry.id();
  }

  /** Name as the user knows it; of a damaged expert whose name cannot be read, its id. */
  public String name() {
    return entry.name().isEmpty() ? entry.id() : entry.name();
  }

  /** Whether the expert can be used. */
  public boolean isUsable() {
    return details.isPresent();
  }

  /** What it segments, in the trainer's words. */
  public String task() {
    return details.map(ExpertDetails::task).orElse("");
  }

  /** The user's notes. */
  public String notes() {
    return details.map(ExpertDetails::notes).orElse("");
  }

  /** The day that it was learned on, as in {@code 2026-01-31}. */
  public String day() {
    int end = entry.created().indexOf('T');
    return end < 0 ? entry.created() : entry.created().substring(0, end);
  }

  /** Dice on its validation images without a prompt; NaN if it is not known. */
  public double dice() {
    return details
        .flatMap(ExpertDetails::promptless)
        .map(ExpertDetails.Change::diceAfter)
        .orElse(Double.NaN);
  }

  /** Size, as in {@code 182 kB}. */
  public static String size(long bytes) {
    if (bytes <= 0) {
      return "";
    }
    return bytes < 10_000_000
        ? String.format(Locale.ROOT, "%,d kB", Math.max(1, Math.round(bytes / 1000.0)))
        : String.format(Locale.ROOT, "%,d MB", Math.round(bytes / 1e6));
  }

  /** What is known to be wrong with it, one sentence; empty if nothing is. */
  public Optional<String> problem() {
    return isUsable()
        ? verified.filter(found -> !found.equals(ExpertEntry.READY))
        : Optional.of(entry.status());
  }

  /** {@code ready}, {@code verified} or {@code damaged}. */
  public String status() {
    if (problem().isPresent()) {
      return "damaged";
    }
    return verified.isPresent() ? "verified" : entry.status();
  }
}
