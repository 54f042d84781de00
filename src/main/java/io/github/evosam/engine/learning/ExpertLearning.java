package io.github.evosam.engine.learning;

import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.engine.model.ComputeThreads;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Use case: teach an open model a task. The base model stays as it is; what was learned becomes an
 * expert in the library, beside those that are there.
 *
 * @param segmenter the open model; has the new expert in place afterwards
 * @param catalogue that the expert is saved in
 */
public record ExpertLearning(Segmenter segmenter, ExpertCatalogue catalogue) {
  /** The engine computes the gradients of one training at a time. */
  private static final Semaphore TRAINING = new Semaphore(1);

  /**
   * Opens a model to teach it.
   *
   * @param model name or checkpoint file, see {@link BaseModels}
   * @param device see {@link ComputeDevice}
   * @return the caller's to close, by {@link #segmenter}
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  public static ExpertLearning open(
      BaseModels models, String model, String device, ExpertCatalogue catalogue) {
    return new ExpertLearning(Segmenter.open(models, model, device, catalogue), catalogue);
  }

  /**
   * Learns a task and saves the expert, beside one of the same task if there is such; see {@link
   * #learn(TaskDataset, LearningSettings, SameTask, LearningListener, BooleanSupplier)}.
   */
  public TrainedExpert learn(
      TaskDataset task,
      LearningSettings settings,
      LearningListener listener,
      BooleanSupplier cancelled) {
    return learn(task, settings, SameTask.KEEP, listener, cancelled);
  }

  /**
   * Checks that a task may be learned under a name, to be asked before anything else.
   *
   * @param sameTask with {@link SameTask#UPDATE} the name may be that of the expert to update,
   *     which is seen only when the images are looked at
   * @throws IllegalArgumentException if it cannot be a name
   * @throws io.github.evosam.EvoSamException if it is taken
   */
  public static void requireName(ExpertCatalogue catalogue, String name, SameTask sameTask) {
    new Predecessor(catalogue, name, sameTask).requireName();
    catalogue.library().requireWritable(); // known now, not after minutes
  }

  /**
   * Learns a task and saves the expert. Learning that was interrupted goes on when it is started
   * again with the same images and settings.
   *
   * @param sameTask what is to happen if the images look like those of an expert that is there
   * @param listener hears of the progress
   * @param cancelled asked after each step; true keeps the best expert so far
   * @throws IllegalArgumentException if the name cannot be one
   * @throws LearningException if an image cannot be learned from, the task is known already and
   *     that is to be the end of it, it is cancelled before the first step, or another task is
   *     being learned in this process
   * @throws io.github.evosam.EvoSamException if the name is taken, before anything is learned, or
   *     the expert cannot be saved, after which the same call has only the saving left to do
   */
  public TrainedExpert learn(
      TaskDataset task,
      LearningSettings settings,
      SameTask sameTask,
      LearningListener listener,
      BooleanSupplier cancelled) {
    if (!TRAINING.tryAcquire()) {
      throw new LearningException(
          "Another task is being learned, so '%s' is not; wait for its end, or end it (Esc keeps its best so far), and start again"
              .formatted(task.name()));
    }
    try {
      ExpertTrainer trainer =
          new ExpertTrainer(segmenter, catalogue, task, settings, sameTask, listener, cancelled);
      return ComputeThreads.during(1, trainer::run); // the parts of a batch keep the cores busy
    } finally {
      TRAINING.release();
    }
  }
}
