package io.github.evosam.lab.continual;

import io.github.evosam.engine.learning.TaskDataset;
import io.github.evosam.engine.learning.TaskImage;
import java.util.List;
import java.util.Optional;

/**
 * A task to learn and to be judged by.
 *
 * @param dataset images to learn from; an expert withholds a share of them until it has been judged
 * @param test images that nothing is learned from or decided by, at least one
 */
public record ContinualTask(TaskDataset dataset, List<TaskImage> test) {
  /** Checks that there is something to judge by. */
  public ContinualTask {
    test = List.copyOf(test);
    if (test.isEmpty()) {
      throw new IllegalArgumentException(
          "Task '%s' has no test images to be judged by".formatted(dataset.name()));
    }
  }

  /**
   * A task of images.
   *
   * @throws io.github.evosam.engine.learning.LearningException if a training image shows no object
   */
  public static ContinualTask of(String name, List<TaskImage> train, List<TaskImage> test) {
    return new ContinualTask(
        new TaskDataset(name, "", train, List.of(), TaskDataset.USUAL_SHARE, Optional.empty()),
        test);
  }

  /** Name of the task. */
  public String name() {
    return dataset.name();
  }
}
