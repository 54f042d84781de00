package io.github.evosam.engine.learning;

import io.github.evosam.engine.expert.ExpertDetails;
import java.util.Locale;
import java.util.Optional;

/**
 * An expert that was there before, judged on its own validation images.
 *
 * @param expert its name
 * @param id its id
 * @param images number of its images that were kept and looked at; 0 if it was not judged
 * @param dice mean Dice before and after the new task was learned; empty if it was not judged
 * @param reason why it was not judged; empty if it was
 */
public record EarlierTask(
    String expert, String id, int images, Optional<ExpertDetails.Change> dice, String reason) {

  /** Whether it finds exactly what it found before, or was not judged. */
  public boolean isUnchanged() {
    return dice.map(d -> d.diceBefore() == d.diceAfter()).orElse(true);
  }

  /** The finding in words. */
  String sentence() {
    return dice.map(
            d ->
                String.format(
                    Locale.ROOT,
                    "  %s: %.3f before, %.3f after%s (%d of its images)",
                    expert,
                    d.diceBefore(),
                    d.diceAfter(),
                    isUnchanged() ? ", unchanged" : "",
                    images))
        .orElseGet(() -> "  %s: not judged, %s".formatted(expert, reason));
  }
}
