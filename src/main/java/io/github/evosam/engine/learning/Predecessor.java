package io.github.evosam.engine.learning;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.expert.ExpertCatalogue;
import java.util.Optional;

/**
 * Decides whether a task that is to be learned takes the place of an expert that is there.
 *
 * @param catalogue of the experts
 * @param name that the new expert is to have
 * @param sameTask what is to happen if an expert's images look alike
 */
record Predecessor(ExpertCatalogue catalogue, String name, SameTask sameTask) {

  /**
   * Checks the name, as far as that is possible before the images are looked at: to update, it may
   * be that of an expert.
   *
   * @throws IllegalArgumentException if it cannot be a name
   * @throws EvoSamException if it is taken
   */
  void requireName() {
    try {
      catalogue.requireFree(name);
    } catch (EvoSamException taken) {
      if (sameTask != SameTask.UPDATE) {
        throw taken;
      }
      catalogue.show(name); // a damaged one cannot be updated, and is told so
    }
  }

  /**
   * The expert whose place the task takes; empty if it gets a place of its own.
   *
   * @throws LearningException if the task is known already and that is to be the end of it
   * @throws EvoSamException if the name is that of an expert that the images do not look like
   */
  Optional<TaskSurvey.Lookalike> of(TaskSurvey survey) {
    Optional<TaskSurvey.Lookalike> alike = survey.lookalike();
    if (sameTask == SameTask.STOP && alike.isPresent()) {
      throw new LearningException(
          "%s, so nothing was learned; choose 'update' to improve that expert, or 'keep' to have both"
              .formatted(alike.get().sentence()));
    }
    if (sameTask != SameTask.UPDATE) {
      return Optional.empty();
    }
    requireOwnName(alike);
    return alike;
  }

  private void requireOwnName(Optional<TaskSurvey.Lookalike> alike) {
    try {
      catalogue.requireFree(name);
    } catch (EvoSamException taken) {
      boolean own =
          alike.filter(old -> catalogue.show(name).entry().id().equals(old.id())).isPresent();
      if (!own) {
        throw new LearningException(
            "Expert '%s' cannot be updated, since the images do not look like its own; choose another name, or images of its task"
                .formatted(name),
            taken);
      }
    }
  }
}
