package io.github.evosam.engine.learning;

import io.github.evosam.engine.expert.ExpertMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a trainer should know of an expert that was learned. */
final class ExpertWarnings {
  /** Fewer validation images tell too little. */
  private static final int FEW_IMAGES = 3;

  private ExpertWarnings() {}

  /**
   * What was found on the way.
   *
   * @param survey the task before it was learned
   * @param report what it means for the others
   * @param saved what became of the expert
   */
  record Findings(TaskSurvey survey, LearningReport report, ExpertReplacement.Saved saved) {}

  /** The warnings, as sentences. */
  static List<String> of(TrainedTask learned, Findings findings) {
    List<String> warnings = new ArrayList<>();
    if (learned.task().split().source() == TaskDataset.ValidationSource.SHARED) {
      warnings.add(
          "The expert is judged by the images that it learned from, so its Dice flatters; give images for validation");
    }
    int judged = learned.task().split().validation().size();
    if (judged < FEW_IMAGES) {
      warnings.add(
          "The expert is judged by %d image%s only, too few to rely on its Dice; give at least %d for validation"
              .formatted(judged, judged == 1 ? "" : "s", FEW_IMAGES));
    }
    if (learned.judged().after().promptless() < ExpertMatch.LEAST_DICE) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "The expert finds nearly nothing (Dice %.2f), so it is never chosen automatically; look at the masks, or give it more time or images",
              learned.judged().after().promptless()));
    }
    if (learned.judged().after().promptless() <= learned.judged().before().promptless()) {
      warnings.add(
          "Without a prompt the expert is no better than the base model; give it more time or images");
    }
    String savedName = findings.saved().expert().name();
    if (!savedName.equals(learned.task().name())) {
      warnings.add(
          "The name '%s' is taken; the expert is called '%s'"
              .formatted(learned.task().name(), savedName));
    }
    warnings.addAll(findings.saved().warnings());
    warnings.addAll(relatives(findings));
    return warnings;
  }

  private static List<String> relatives(Findings findings) {
    List<String> warnings = new ArrayList<>();
    boolean both = findings.saved().replaced().isEmpty() && findings.saved().warnings().isEmpty();
    if (both) {
      findings
          .survey()
          .lookalike()
          .ifPresent(
              alike ->
                  warnings.add(
                      "%s; if it is the same task, learn again with 'update' for the same task, or remove the one that you do not want"
                          .formatted(alike.sentence())));
    }
    findings.report().earlierTasks().stream()
        .filter(task -> !task.isUnchanged())
        .forEach(
            task ->
                warnings.add(
                    "Expert '%s' does not find what it found before, which should never happen; please report it"
                        .formatted(task.expert())));
    return warnings;
  }
}
