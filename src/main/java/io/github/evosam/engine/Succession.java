package io.github.evosam.engine;

import io.github.evosam.EvoSamException;
import io.github.evosam.library.Expert;
import io.github.evosam.library.ExpertLibrary;
import io.github.evosam.matcher.Descriptor;
import io.github.evosam.matcher.ExpertStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Saves a new expert, in the place of an earlier one if it is to take it.
 *
 * @param segmenter with the new expert in place
 * @param catalogue that it is saved in
 * @param old the expert whose place it is to take, judged on the images that were kept of it
 */
record Succession(
    Segmenter segmenter, ExpertCatalogue catalogue, Optional<LearningReport.Replaced> old) {
  /** Dice that the new expert may lose on the old one's images: they are few. */
  private static final double TOLERANCE = 0.02;

  /**
   * A saved expert.
   *
   * @param expert as it is in the library
   * @param replaced the expert that is gone, if one is
   * @param warnings sentences for the user
   */
  record Saved(Expert expert, Optional<LearningReport.Replaced> replaced, List<String> warnings) {}

  /**
   * Saves what was learned. The old expert goes only when the new one is in the library, and stays
   * if the new one finds less on its images.
   *
   * @throws EvoSamException if it cannot be saved; the library is as it was then
   */
  Saved save(LearnedTask learned) {
    if (old.isEmpty()) {
      return new Saved(saved(learned), Optional.empty(), List.of());
    }
    LearningReport.Replaced predecessor = old.get();
    if (isWorse(predecessor)) {
      return new Saved(saved(learned), Optional.empty(), List.of(notReplaced(predecessor)));
    }
    Expert expert = saved(learned.with(together(learned.statistics(), predecessor.id())));
    return replaced(expert, learned.task().name(), predecessor);
  }

  private static boolean isWorse(LearningReport.Replaced predecessor) {
    return predecessor
        .dice()
        .filter(dice -> dice.diceAfter() < dice.diceBefore() - TOLERANCE)
        .isPresent();
  }

  private static String notReplaced(LearningReport.Replaced predecessor) {
    ExpertDetails.Change dice = predecessor.dice().orElseThrow();
    return String.format(
        java.util.Locale.ROOT,
        "Expert '%s' stays, since the new one finds less on its images (Dice %.3f instead of %.3f); remove the one that you do not want",
        predecessor.expert(),
        dice.diceAfter(),
        dice.diceBefore());
  }

  /** What both remember; images that both were taught count once. */
  private ExpertStatistics together(ExpertStatistics learned, String id) {
    List<Descriptor> all = new ArrayList<>(learned.descriptors());
    segmenter.router().experts().statistics(id).descriptors().stream()
        .filter(descriptor -> !learned.descriptors().contains(descriptor))
        .forEach(all::add);
    return ExpertStatistics.of(all);
  }

  private Expert saved(LearnedTask learned) {
    try {
      return learned.save(catalogue.library(), segmenter.reference());
    } catch (EvoSamException e) {
      throw new EngineException(
          e.getMessage()
              + "; what was learned is not lost: start the same again, and it is saved at once",
          e);
    }
  }

  private Saved replaced(Expert expert, String name, LearningReport.Replaced predecessor) {
    ExpertLibrary library = catalogue.library();
    try {
      library.remove(predecessor.id());
      Expert named = expert.name().equals(name) ? expert : library.rename(expert.id(), name);
      return new Saved(named, Optional.of(predecessor), List.of());
    } catch (EvoSamException e) {
      return new Saved(
          expert,
          Optional.empty(),
          List.of(
              "The new expert is saved as '%s', but cannot take the place of '%s': %s"
                  .formatted(expert.name(), predecessor.expert(), e.getMessage())));
    }
  }
}
