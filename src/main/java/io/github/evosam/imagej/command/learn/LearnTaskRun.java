package io.github.evosam.imagej.command.learn;

import ij.ImagePlus;
import io.github.evosam.EvoSamException;
import io.github.evosam.engine.Interruption;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.learning.ExpertLearning;
import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.learning.TaskDataset;
import io.github.evosam.engine.learning.TrainedExpert;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.command.Quitting;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One run of {@code EvoSAM Learn Task}. */
final class LearnTaskRun {
  private LearnTaskRun() {}

  /**
   * Learns a task and shows the report.
   *
   * @param input finds the open image, where one is learned from
   * @param isAttended whether a user looks on, for whom one window shows everything; else it is in
   *     log, table and image, where macros look
   * @throws IllegalArgumentException if settings and data do not go together
   * @throws EvoSamException if something cannot be read, learned or saved
   */
  static TrainedExpert of(LearnTaskSettings asked, Supplier<ImagePlus> input, boolean isAttended) {
    ExpertCatalogue catalogue = ExpertCatalogue.ofUser();
    ExpertLearning.requireName(catalogue, asked.name(), asked.advanced().known());
    TaskDataset task = new SampleSource(asked, input).task();
    try (Interruption quitting = Quitting.guard()) {
      ExpertLearning learning =
          ExpertLearning.open(BaseModels.ofUser(), asked.model(), asked.device(), catalogue);
      LearningSettings settings = asked.advanced().forImages(task.images().size());
      RunProgress progress = new RunProgress(asked.name(), settings);
      try {
        ExpertReport report = learn(asked, task, learning, quitting, progress);
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

  private static ExpertReport learn(
      LearnTaskSettings asked,
      TaskDataset task,
      ExpertLearning learning,
      Interruption quitting,
      RunProgress progress) {
    int images = task.images().size();
    LearningSettings settings = asked.advanced().forImages(images);
    BooleanSupplier cancelled = () -> progress.isCancelled() || quitting.isRequested();
    try (Segmenter segmenter = learning.segmenter()) {
      progress.stage("%s on %s".formatted(segmenter.modelName(), segmenter.device()));
      TrainedExpert learned =
          learning.learn(task, settings, asked.advanced().known(), progress, cancelled);
      return new ExpertReport(learned, images);
    } finally {
      progress.done();
    }
  }
}
