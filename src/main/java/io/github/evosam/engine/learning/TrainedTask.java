package io.github.evosam.engine.learning;

import ai.djl.ndarray.NDManager;
import io.github.evosam.engine.expert.ImageDescription;
import io.github.evosam.engine.expert.OpenExpert;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.library.BaseModelReference;
import io.github.evosam.library.DiceChange;
import io.github.evosam.library.Expert;
import io.github.evosam.library.ExpertDescription;
import io.github.evosam.library.ExpertLibrary;
import io.github.evosam.library.ExpertMetrics;
import io.github.evosam.library.LibraryException;
import io.github.evosam.library.NewExpert;
import io.github.evosam.library.Provenance;
import io.github.evosam.library.StartCandidate;
import io.github.evosam.matcher.ExpertStatistics;
import io.github.evosam.nn.StateDict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What was learned of a task, ready to be saved.
 *
 * @param task that was learned
 * @param settings that it was learned with
 * @param expert stays the caller's
 * @param statistics of the task's images
 * @param judged how good the base model was, and how good the expert is
 * @param start what it learned on from
 * @param notes of the user on it
 */
record TrainedTask(
    TaskDataset task,
    LearningSettings settings,
    OpenExpert expert,
    ExpertStatistics statistics,
    Judged judged,
    StartTrial start,
    String notes) {
  private static final int LARGEST_NUMBER = 99;

  /**
   * The same task, judged twice.
   *
   * @param before how good the base model was
   * @param after how good the expert is
   */
  record Judged(TaskJudgement before, TaskJudgement after) {}

  /** The first few images that it was judged by, as they were segmented then. */
  List<TaskComparison> comparisons() {
    List<LabelMap> before = judged.before().found();
    List<LabelMap> after = judged.after().found();
    return IntStream.range(0, after.size())
        .mapToObj(i -> new TaskComparison(task.judged().get(i), before.get(i), after.get(i)))
        .toList();
  }

  /**
   * The same in the place of an earlier expert, with what the user wrote about that one.
   *
   * @param remembered images by which both are known
   */
  TrainedTask inPlaceOf(Expert earlier, ExpertStatistics remembered) {
    ExpertDescription old = earlier.manifest().description();
    TaskDataset described = task.description().isBlank() ? task.describedAs(old.task()) : task;
    return new TrainedTask(described, settings, expert, remembered, judged, start, old.notes());
  }

  /**
   * Saves the expert under its name, or, if somebody took that during the minutes of learning,
   * under the name with a number.
   *
   * @param base model that it was learned on
   * @throws LibraryException if it cannot be saved
   */
  Expert save(ExpertLibrary library, BaseModelReference base) {
    ExpertDescription description =
        new ExpertDescription(
            freeName(library),
            task.description(),
            base,
            expert.settings(),
            expert.scale().stored(),
            metrics(),
            provenance(),
            notes);
    StateDict adapter = expert.lora().parameters();
    try (StateDict tensors = ImageDescription.tensors(statistics, adapter.manager());
        StateDict images = keptImages(adapter.manager())) {
      return library.add(
          new NewExpert(description, adapter, tensors, task.thumbnail(), Optional.of(images)));
    }
  }

  private StateDict keptImages(NDManager manager) {
    return KeptImages.tensors(
        KeptImages.choose(task.split().validation(), expert.scale()), manager);
  }

  /** Minutes of work must not be lost for a name. */
  private String freeName(ExpertLibrary library) {
    return IntStream.rangeClosed(1, LARGEST_NUMBER)
        .mapToObj(number -> number == 1 ? task.name() : task.name() + " " + number)
        .filter(name -> isFree(library, name))
        .findFirst()
        .orElse(task.name());
  }

  private static boolean isFree(ExpertLibrary library, String name) {
    try {
      library.requireFree(name);
      return true;
    } catch (LibraryException | IllegalArgumentException taken) {
      return false;
    }
  }

  private ExpertMetrics metrics() {
    OptionalDouble before = judged.before().prompted().boxes().mean();
    OptionalDouble after = judged.after().prompted().boxes().mean();
    Optional<DiceChange> prompted =
        before.isPresent()
            ? Optional.of(new DiceChange(before.getAsDouble(), after.getAsDouble()))
            : Optional.empty();
    return new ExpertMetrics(
        Optional.of(new DiceChange(judged.before().promptless(), judged.after().promptless())),
        prompted);
  }

  /** The version of the program. */
  static String version() {
    String version = TrainedTask.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private Provenance provenance() {
    return new Provenance(
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        task.images().size(),
        settings.seed(),
        version(),
        start.warmStart().flatMap(StartTrial.Candidate::id),
        start.candidates().stream()
            .map(c -> new StartCandidate(c.id(), c.untrainedDice(), c.trialDice()))
            .toList());
  }
}
