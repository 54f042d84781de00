package io.github.evosam.engine.learning;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertDetails;
import io.github.evosam.engine.model.EngineException;
import io.github.evosam.library.Expert;
import io.github.evosam.library.ExpertLibrary;
import io.github.evosam.matcher.Descriptor;
import io.github.evosam.matcher.ExpertStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Saves a new expert, in the place of an earlier one if it is to take it.
 *
 * @param segmenter with the new expert in place
 * @param catalogue that it is saved in
 * @param old the expert whose place it is to take; its Dice on the images that were kept of it,
 *     before, and that of the new expert, after
 */
record ExpertReplacement(
    Segmenter segmenter, ExpertCatalogue catalogue, Optional<EarlierTask> old) {
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
   * if the new one finds less on its images, or nobody knows.
   *
   * @throws EvoSamException if it cannot be saved; the library is as it was then
   */
  Saved save(TrainedTask learned) {
    if (old.isEmpty()) {
      return new Saved(saved(learned), Optional.empty(), List.of());
    }
    EarlierTask predecessor = old.get();
    Optional<String> doubt = doubt(predecessor);
    if (doubt.isPresent()) {
      return new Saved(saved(learned), Optional.empty(), List.of(doubt.get()));
    }
    Expert earlier = catalogue.library().find(predecessor.id());
    Expert expert =
        saved(learned.inPlaceOf(earlier, together(learned.statistics(), predecessor.id())));
    return replaced(expert, learned.task().name(), predecessor);
  }

  /** Why the old expert stays; empty if the new one may take its place. */
  private static Optional<String> doubt(EarlierTask old) {
    if (old.dice().isEmpty()) {
      return Optional.of(
          "Expert '%s' stays: it could not be compared with the new one, %s; remove the one that you do not want"
              .formatted(old.expert(), old.reason()));
    }
    ExpertDetails.Change dice = old.dice().get();
    return dice.diceAfter() >= dice.diceBefore() - TOLERANCE
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "Expert '%s' stays, since the new one finds less on its images (Dice %.3f instead of %.3f); remove the one that you do not want",
                old.expert(),
                dice.diceAfter(),
                dice.diceBefore()));
  }

  /** What both remember; images that both were taught count once. */
  private ExpertStatistics together(ExpertStatistics learned, String id) {
    List<Descriptor> all = new ArrayList<>(learned.descriptors());
    segmenter.router().experts().statistics(id).descriptors().stream()
        .filter(descriptor -> !learned.descriptors().contains(descriptor))
        .forEach(all::add);
    return ExpertStatistics.of(all);
  }

  private Expert saved(TrainedTask learned) {
    try {
      return learned.save(catalogue.library(), segmenter.reference());
    } catch (EvoSamException e) {
      throw new EngineException(
          e.getMessage()
              + "; what was learned is not lost: start the same again, and it is saved at once",
          e);
    }
  }

  private Saved replaced(Expert expert, String name, EarlierTask predecessor) {
    ExpertLibrary library = catalogue.library();
    try {
      library.remove(predecessor.id());
      Expert named = expert.name().equals(name) ? expert : library.rename(expert.id(), name);
      LearningReport.Replaced gone =
          new LearningReport.Replaced(
              predecessor.expert(), predecessor.id(), predecessor.dice().orElseThrow());
      return new Saved(named, Optional.of(gone), List.of());
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
