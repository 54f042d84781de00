package io.github.evosam.lab.continual;

import io.github.evosam.engine.learning.LearningListener;
import io.github.evosam.engine.learning.TaskDataset;
import io.github.evosam.lab.continual.SharedAdapter.Safeguard;
import io.github.evosam.lab.continual.SharedAdapter.ScaledImage;
import io.github.evosam.lab.continual.SharedAdapter.Update;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One adapter for all tasks, trained further on each. What is done against forgetting is left to
 * subclasses; here it is nothing.
 */
class AdapterLearner implements Learner {
  private final String name;
  private final SharedAdapter adapter;
  private final List<ContinualTask> tasks;
  private final RunFolder folder;
  private int state = -1;
  private int inPlace = -1;

  AdapterLearner(
      ContinualMethod method, SharedAdapter adapter, List<ContinualTask> tasks, RunFolder folder) {
    name = method.key();
    this.adapter = adapter;
    this.tasks = tasks;
    this.folder = folder;
  }

  @Override
  public final String stateName() {
    return name;
  }

  @Override
  public final long learn(int task, LearningListener listener) {
    adapter.learn(update(task), file(task), listener);
    consolidate(task);
    adapter.use(file(task), dataset(task));
    return adapter.parametersInPlace();
  }

  /** What is taught for a task. */
  Update update(int task) {
    return new Update(before(task), images(task), safeguard(task));
  }

  /** Images that are learned from. */
  List<ScaledImage> images(int task) {
    return adapter.images(dataset(task));
  }

  /** What keeps earlier tasks. */
  Safeguard safeguard(int task) {
    return Safeguard.NONE;
  }

  /** Notes what later tasks must know of this one. */
  void consolidate(int task) {}

  /** The adapter that all methods' forms agree with. */
  final SharedAdapter adapter() {
    return adapter;
  }

  /** Numbers of all tasks before one. */
  static IntStream earlier(int task) {
    return IntStream.range(0, task);
  }

  /** What there is to learn of a task. */
  final TaskDataset dataset(int task) {
    return tasks.get(task).dataset();
  }

  final int taskCount() {
    return tasks.size();
  }

  /** The adapter after a task. */
  final Path file(int task) {
    return folder.state("%s-%02d.safetensors".formatted(name, task + 1));
  }

  /** The adapter before a task. */
  final Optional<Path> before(int task) {
    return task == 0 ? Optional.empty() : Optional.of(file(task - 1));
  }

  final RunFolder folder() {
    return folder;
  }

  @Override
  public final void goTo(int task) {
    state = task;
    inPlace = -1;
  }

  /** The adapter does not know the task, but is told at which scale its images are looked at. */
  @Override
  public final boolean prepare(int task) {
    if (inPlace != task) {
      adapter.use(file(state), dataset(task));
      inPlace = task;
    }
    return true;
  }
}
