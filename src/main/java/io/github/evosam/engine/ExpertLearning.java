package io.github.evosam.engine;

import io.github.evosam.library.Expert;
import io.github.evosam.matcher.Descriptor;
import io.github.evosam.matcher.ExpertStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Use case: teach an open model a task. The base model stays as it is; what was learned becomes an
 * expert in the library, beside those that are there.
 *
 * @param segmenter the open model; has the new expert in place afterwards
 * @param catalogue that the expert is saved in
 */
public record ExpertLearning(Segmenter segmenter, ExpertCatalogue catalogue) {

  /**
   * Opens a model to teach it. Training keeps the cores busy with threads of its own; this counts
   * only if it is the first to start the engine in this process.
   *
   * @param model name or checkpoint file, see {@link BaseModels}
   * @param device see {@link ComputeDevice}
   * @return the caller's to close, by {@link #segmenter}
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  public static ExpertLearning open(
      BaseModels models, String model, String device, ExpertCatalogue catalogue) {
    ComputeDevice.useOneThreadPerLayer();
    return new ExpertLearning(Segmenter.open(models, model, device, catalogue), catalogue);
  }

  /**
   * Learns a task and saves the expert. Learning that was interrupted goes on when it is started
   * again with the same images and settings.
   *
   * @param listener hears of the progress
   * @param cancelled asked after each step; true keeps the best expert so far
   * @throws IllegalArgumentException if the name cannot be one
   * @throws LearningException if an image cannot be learned from
   * @throws io.github.evosam.EvoSamException if the name is taken, before anything is learned, or
   *     the expert cannot be saved
   */
  public LearnedExpert learn(
      LearningTask task,
      LearningSettings settings,
      LearningListener listener,
      BooleanSupplier cancelled) {
    catalogue.requireFree(task.name());
    ComputeDevice.noteNoGradients();
    long start = System.nanoTime();
    LearningTask.Split split = task.split();
    segmenter.use(ExpertChoice.NONE);
    listener.stage("Looking at the images");
    List<Optional<ExpertMatch.Ranked>> matches = new ArrayList<>();
    ExpertStatistics statistics = statistics(task, matches);
    TaskJudgement before = TaskJudgement.of(segmenter, split.validation());
    listener.stage("Learning");
    LearningMemory memory =
        LearningMemory.of(catalogue.home(), segmenter.reference(), task, split, settings);
    LearningRun run = new LearningRun(segmenter.model(), task.name(), split, settings, memory);
    OpenExpert expert = run.train(listener, cancelled);
    listener.stage("Judging what was learned");
    segmenter.router().put(expert);
    TaskJudgement after = TaskJudgement.of(segmenter, split.validation());
    LearnedTask learned = new LearnedTask(task, settings, expert, statistics, before, after);
    Expert saved = learned.save(catalogue.library(), segmenter.reference());
    memory.forget();
    double seconds = (System.nanoTime() - start) / 1e9;
    return result(saved, seconds, LearningWarnings.of(learned, split, matches, saved.name()));
  }

  /**
   * Shows on images that the expert is judged by what it has changed, and what the matcher makes of
   * them now.
   *
   * @param task that was learned
   * @param learned what came of it; in the catalogue still
   * @param most number of images at most, the first ones
   * @throws io.github.evosam.EvoSamException if the expert is gone
   */
  public List<TaskComparison> compare(LearningTask task, LearnedExpert learned, int most) {
    ExpertChoice expert = ExpertChoice.parse(learned.id());
    return task.judged().stream()
        .limit(most)
        .map(image -> TaskComparison.of(segmenter, image, expert))
        .toList();
  }

  /** What the matcher will know the task by, and which earlier expert fits each image. */
  private ExpertStatistics statistics(
      LearningTask task, List<Optional<ExpertMatch.Ranked>> matches) {
    List<Descriptor> descriptors = new ArrayList<>();
    for (TaskImage image : task.images()) {
      segmenter.setImage(image.plane().plane());
      descriptors.add(segmenter.router().descriptor());
      matches.add(segmenter.match().chosen());
    }
    return ExpertStatistics.of(descriptors);
  }

  private static LearnedExpert result(Expert saved, double seconds, List<String> warnings) {
    ExpertDetails details = ExpertDetails.of(saved);
    return new LearnedExpert(
        saved.name(),
        saved.id(),
        details.promptless().orElseThrow(),
        details.prompted(),
        seconds,
        saved.bytes(),
        warnings);
  }
}
