package io.github.evosam.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a trainer should know of an expert that was learned. */
final class LearningWarnings {
  private LearningWarnings() {}

  /**
   * The warnings, as sentences.
   *
   * @param matches the earlier expert that fits each image, if one does
   * @param savedName that the expert has in the library
   */
  static List<String> of(
      LearnedTask learned,
      LearningTask.Split split,
      List<Optional<ExpertMatch.Ranked>> matches,
      String savedName) {
    List<String> warnings = new ArrayList<>();
    if (split.shared()) {
      warnings.add(
          "The expert is judged by the images that it learned from, so its Dice flatters; give images for validation");
    }
    if (learned.after().promptless() <= learned.before().promptless()) {
      warnings.add(
          "Without a prompt the expert is no better than the base model; give it more time or images");
    }
    if (!savedName.equals(learned.task().name())) {
      warnings.add(
          "The name '%s' was taken meanwhile; the expert is called '%s'"
              .formatted(learned.task().name(), savedName));
    }
    alike(matches).ifPresent(warnings::add);
    return warnings;
  }

  private static Optional<String> alike(List<Optional<ExpertMatch.Ranked>> matches) {
    Map<String, Long> counts =
        matches.stream()
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(ExpertMatch.Ranked::expert, Collectors.counting()));
    return counts.entrySet().stream()
        .filter(entry -> 2 * entry.getValue() > matches.size())
        .findFirst()
        .map(
            entry ->
                "%d of %d images look like those of expert '%s'; if it is the same task, keep the better of the two and remove the other"
                    .formatted(entry.getValue(), matches.size(), entry.getKey()));
  }
}
