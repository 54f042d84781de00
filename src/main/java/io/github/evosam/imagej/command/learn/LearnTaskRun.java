package io.github.evosam.imagej.command.learn;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.Interruption;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.learning.ExpertLearning;
import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.learning.SameTask;
import io.github.evosam.engine.learning.TaskDataset;
import io.github.evosam.engine.learning.TrainedExpert;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.command.Quitting;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One run of {@code EvoSAM Learn Task}.
 *
 * @param task to learn
 * @param settings how
 * @param known what is to happen if the task is known already
 * @param isAttended whether a user looks on, for whom one window shows everything; else it is in
 *     log, table and image, where macros look
 */
record LearnTaskRun(
    TaskDataset task, LearningSettings settings, SameTask known, boolean isAttended) {

  /**
   * Learns the task and shows the report.
   *
   * @param device see {@link io.github.evosam.engine.model.ComputeDevice}
   * @param catalogue of the new expert
   * @throws EvoSamException if the model cannot be used, or the expert not be learned or saved
   */
  TrainedExpert on(String model, String device, ExpertCatalogue catalogue) {
    try (Interruption quitting = Quitting.guard()) {
      ExpertLearning learning = ExpertLearning.open(BaseModels.ofUser(), model, device, catalogue);
      RunProgress progress = new RunProgress(task.name(), settings);
      try {
        ExpertReport report = learn(learning, quitting, progress);
        show(report, isAttended ? progress.window() : Optional.empty());
        return report.learned();
      } catch (RuntimeException | OutOfMemoryError e) {
        progress.window().ifPresent(RunWindow::close); // the box that says why is enough
        throw e;
      } finally {
        if (!isAttended) {
          progress.window().ifPresent(RunWindow::close);
        }
      }
    }
  }

  private static void show(ExpertReport report, Optional<RunWindow> window) {
    window.ifPresentOrElse(report::show, report::show);
  }

  private ExpertReport learn(ExpertLearning learning, Interruption quitting, RunProgress progress) {
    BooleanSupplier cancelled = () -> progress.isCancelled() || quitting.isRequested();
    try (Segmenter segmenter = learning.segmenter()) {
      progress.stage("%s on %s".formatted(segmenter.modelName(), segmenter.device()));
      TrainedExpert learned = learning.learn(task, settings, known, progress, cancelled);
      return new ExpertReport(learned, task.images().size());
    } finally {
      progress.done();
    }
  }
}
