package io.github.evosam.lab.continual;

import io.github.evosam.lab.continual.SharedAdapter.Safeguard;
import io.github.evosam.lab.continual.method.Distillation;
import java.util.List;

/** Learning without forgetting, see {@link Distillation}. */
final class DistillingLearner extends AdapterLearner {
  private final double weight;

  /**
   * The learner.
   *
   * @param weight λ
   */
  DistillingLearner(
      SharedAdapter adapter, List<ContinualTask> tasks, RunFolder folder, double weight) {
    super(ContinualMethod.LWF, adapter, tasks, folder);
    this.weight = weight;
  }

  @Override
  Safeguard safeguard(int task) {
    return before(task)
        .<Safeguard>map(
            file -> (model, adapter) -> new Distillation(model, adapter().read(file), weight))
        .orElse(Safeguard.NONE);
  }
}
