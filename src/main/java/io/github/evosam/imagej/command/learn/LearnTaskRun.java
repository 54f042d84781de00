package io.github.evosam.imagej.command.learn;

import ij.ImagePlus;
import io.github.evosam.EvoSamException;
import io.github.evosam.engine.Interruption;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.learning.ExpertLearning;
import io.github.evosam.engine.learning.LearnedExpert;
import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.learning.LearningTask;
import io.github.evosam.engine.learning.TaskComparison;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.imagej.command.Quitting;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One run of {@code EvoSAM Learn Task}. */
final class LearnTaskRun {
  private LearnTaskRun() {}

  /**
   * Learns a task.
   *
   * @param input finds the open image, where one is learned from
   * @throws IllegalArgumentException if settings and data do not go together
   * @throws EvoSamException if something cannot be read, learned or saved
   */
  static LearnTaskReport of(LearnTaskSettings asked, Supplier<ImagePlus> input) {
    ExpertCatalogue catalogue = ExpertCatalogue.ofUser();
    ExpertLearning.requireName(catalogue, asked.name(), asked.advanced().known());
    LearningTask task = new LearnTaskSource(asked, input).task();
    try (Interruption quitting = Quitting.guard()) {
      ExpertLearning learning =
          ExpertLearning.open(BaseModels.ofUser(), asked.model(), asked.device(), catalogue);
      return learn(asked, task, learning, quitting);
    }
  }

  private static LearnTaskReport learn(
      LearnTaskSettings asked, LearningTask task, ExpertLearning learning, Interruption quitting) {
    int images = task.images().size();
    LearningSettings settings = asked.advanced().forImages(images);
    LearningProgress progress = new LearningProgress(asked.name(), settings);
    BooleanSupplier cancelled = () -> progress.isCancelled() || quitting.isRequested();
    try (Segmenter segmenter = learning.segmenter()) {
      progress.stage("%s on %s".formatted(segmenter.modelName(), segmenter.device()));
      LearnedExpert learned =
          learning.learn(task, settings, asked.advanced().known(), progress, cancelled);
      progress.stage("Drawing the report");
      return new LearnTaskReport(
          learned, images, quitting.isRequested() ? List.of() : compare(learning, task, learned));
    } finally {
      progress.done();
    }
  }

  /** What to draw; nothing if that is too much, since the expert is saved by now. */
  private static List<TaskComparison> compare(
      ExpertLearning learning, LearningTask task, LearnedExpert learned) {
    try {
      return learning.compare(task, learned, LearnTaskReport.MOST_PICTURES);
    } catch (EvoSamException | OutOfMemoryError e) {
      LearnTaskReport.withoutPictures(e);
      return List.of();
    }
  }
}
