package io.github.evosam.lab.continual;

import io.github.evosam.lab.continual.SharedAdapter.ScaledImage;
import io.github.evosam.lab.continual.method.Interleaving;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Experience replay: some training images of each task are kept, and half of what is drawn later
 * comes from them (Chaudhry et al. 2019, "On tiny episodic memories in continual learning").
 */
final class ReplayLearner extends AdapterLearner {
  private final int memoryImages;

  /**
   * The learner.
   *
   * @param memoryImages kept of each task
   */
  ReplayLearner(
      SharedAdapter adapter, List<ContinualTask> tasks, RunFolder folder, int memoryImages) {
    super(ContinualMethod.REPLAY, adapter, tasks, folder);
    this.memoryImages = memoryImages;
  }

  @Override
  List<ScaledImage> images(int task) {
    List<ScaledImage> fresh = super.images(task);
    List<ScaledImage> memory = new ArrayList<>();
    earlier(task).forEach(old -> memory.addAll(kept(old)));
    return memory.isEmpty() ? fresh : Interleaving.of(List.of(fresh, memory));
  }

  /** The images kept of a task, the same each time. */
  private List<ScaledImage> kept(int task) {
    List<ScaledImage> all = new ArrayList<>(super.images(task));
    Collections.shuffle(all, new Random(adapter().settings().seed() * 1_000_003 + task));
    return all.subList(0, Math.min(memoryImages, all.size()));
  }
}
