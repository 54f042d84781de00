package io.github.evosam.lab.continual;

import io.github.evosam.engine.learning.ImageHash;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.geometry.LabelledPlane;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is compared.
 *
 * @param tasks in the order of learning, at least one, of different names
 * @param methods at least one
 * @param settings of all of them
 */
public record ContinualPlan(
    List<ContinualTask> tasks, List<ContinualMethod> methods, ContinualSettings settings) {
  /** Checks the lists and freezes them. */
  public ContinualPlan {
    tasks = List.copyOf(tasks);
    methods = methods.stream().distinct().toList();
    if (tasks.isEmpty() || methods.isEmpty()) {
      throw new IllegalArgumentException("A comparison needs at least one task and one method");
    }
    Set<String> names = new HashSet<>();
    for (ContinualTask task : tasks) {
      if (!names.add(task.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "Two tasks are called '%s'; rename one's folder".formatted(task.name()));
      }
    }
  }

  /** Number of tasks. */
  int taskCount() {
    return tasks.size();
  }

  /**
   * All that a result depends on: results of two runs go into one folder only if it is the same.
   *
   * @param baseModel hash of the base model
   */
  Identity identity(String baseModel) {
    return new Identity(
        baseModel,
        tasks.stream().map(Identity.Task::of).toList(),
        settings.steps(),
        settings.rank(),
        settings.seed(),
        settings.ewcStrength(),
        settings.lwfWeight(),
        settings.replayImages());
  }

  /** See {@link #identity}; written as JSON. */
  record Identity(
      String baseModel,
      List<Task> tasks,
      long steps,
      int rank,
      long seed,
      double ewcStrength,
      double lwfWeight,
      int replayImages) {

    /** A task by its name, size and content. */
    record Task(String name, int train, int test, String sha256) {
      static Task of(ContinualTask task) {
        List<TaskImage> train = task.dataset().images();
        String content = new ImageHash().add(planes(train)).add(planes(task.test())).hex();
        return new Task(task.name(), train.size(), task.test().size(), content);
      }

      private static List<LabelledPlane> planes(List<TaskImage> images) {
        return images.stream().map(TaskImage::plane).toList();
      }
    }
  }
}
