package io.github.evosam.engine.learning;

import io.github.evosam.engine.expert.ExpertDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a new expert started from, what the matcher makes of its images, and what it means for the
 * experts that were there before.
 *
 * @param start what it started from
 * @param routing of its validation images
 * @param earlierTasks the experts that were there before and still are
 * @param replaced the expert whose place it took, if it did
 */
public record LearningReport(
    StartTrial start,
    TaskRouting routing,
    List<EarlierTask> earlierTasks,
    Optional<Replaced> replaced) {
  /**
   * An expert that was removed in favour of the new one.
   *
   * @param expert its name
   * @param id its id
   * @param dice mean Dice on the images that were kept of it, before with the old expert and after
   *     with the new one
   */
  public record Replaced(String expert, String id, ExpertDetails.Change dice) {
    private String sentence() {
      return String.format(
          Locale.ROOT,
          "Takes the place of expert '%s'; on its images Dice %.3f with the old one, %.3f with the new one",
          expert,
          dice.diceBefore(),
          dice.diceAfter());
    }
  }

  /** Freezes the list. */
  public LearningReport {
    earlierTasks = List.copyOf(earlierTasks);
  }

  /** The report in words. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(start.lines());
    lines.addAll(routing.lines());
    replaced.ifPresent(old -> lines.add(old.sentence()));
    if (!earlierTasks.isEmpty()) {
      lines.add("Earlier experts, Dice without a prompt on their own validation images:");
      earlierTasks.forEach(task -> lines.add(task.sentence()));
    }
    return lines;
  }
}
