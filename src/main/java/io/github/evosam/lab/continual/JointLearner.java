package io.github.evosam.lab.continual;

import io.github.evosam.lab.continual.SharedAdapter.Safeguard;
import io.github.evosam.lab.continual.SharedAdapter.Update;
import io.github.evosam.lab.continual.method.Interleaving;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Learns all tasks at once when the last has come, in as many steps as the others took for all. */
final class JointLearner extends AdapterLearner {

  /**
   * The learner.
   *
   * @param adapter whose settings hold the steps of all tasks
   */
  JointLearner(SharedAdapter adapter, List<ContinualTask> tasks, RunFolder folder) {
    super(ContinualMethod.JOINT, adapter, tasks, folder);
  }

  @Override
  public boolean learnsAt(int task) {
    return task == taskCount() - 1;
  }

  @Override
  Update update(int task) {
    var datasets = IntStream.rangeClosed(0, task).mapToObj(this::dataset).toList();
    return new Update(
        Optional.empty(),
        Interleaving.of(datasets.stream().map(adapter()::images).toList()),
        Safeguard.NONE);
  }
}
