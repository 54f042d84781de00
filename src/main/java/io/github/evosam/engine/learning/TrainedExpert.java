package io.github.evosam.engine.learning;

import io.github.evosam.engine.expert.ExpertDetails;
import io.github.evosam.engine.expert.Prompting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The outcome of learning: the expert is in the library.
 *
 * @param expert its name
 * @param id for ever the same
 * @param dice mean Dice on the validation images without a prompt
 * @param prompted mean Dice on the validation images with a box for each object; empty if none of
 *     them is large enough
 * @param prompting how prompts are answered from now on
 * @param seconds that learning took
 * @param bytes of the expert's tensors and picture
 * @param report what it started from, and what it means for the matcher and the earlier experts
 * @param comparisons the first few images that it was judged by, as they were segmented then
 * @param warnings sentences for the user
 */
public record TrainedExpert(
    String expert,
    String id,
    ExpertDetails.Change dice,
    Optional<ExpertDetails.Change> prompted,
    Prompting prompting,
    double seconds,
    long bytes,
    LearningReport report,
    List<TaskComparison> comparisons,
    List<String> warnings) {
  /** Freezes the lists. */
  public TrainedExpert {
    comparisons = List.copyOf(comparisons);
    warnings = List.copyOf(warnings);
  }

  /** What a trainer wants to know, line by line, without the warnings. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("Expert '%s' (%s), %d kB".formatted(expert, id, bytes >> 10));
    lines.add(line("Dice without a prompt: ", dice));
    prompted.ifPresent(boxes -> lines.add(line("Dice with boxes:       ", boxes)));
    lines.add("Prompts are answered: " + prompting.summary());
    lines.addAll(report.lines());
    return lines;
  }

  private static String line(String what, ExpertDetails.Change dice) {
    return String.format(
        Locale.ROOT, "%s%.3f before, %.3f after", what, dice.diceBefore(), dice.diceAfter());
  }
}
