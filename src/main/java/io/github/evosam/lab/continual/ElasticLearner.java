package io.github.evosam.lab.continual;

import io.github.evosam.engine.model.EngineException;
import io.github.evosam.lab.continual.SharedAdapter.Safeguard;
import io.github.evosam.lab.continual.SharedAdapter.ScaledImage;
import io.github.evosam.lab.continual.method.AdapterVector;
import io.github.evosam.lab.continual.method.ElasticPenalty;
import io.github.evosam.lab.continual.method.ElasticPenalty.Consolidated;
import io.github.evosam.lab.continual.method.TaskLikelihood;
import io.github.evosam.learning.ExpertSamples;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.sam.network.SamModel;
import java.util.List;

/** Elastic weight consolidation, see {@link ElasticPenalty}. */
final class ElasticLearner extends AdapterLearner {
  /** Variations of a task's images that the Fisher information is estimated on. */
  private static final int VARIATIONS = 64;

  private final double strength;

  /**
   * The learner.
   *
   * @param strength λ
   */
  ElasticLearner(
      SharedAdapter adapter, List<ContinualTask> tasks, RunFolder folder, double strength) {
    super(ContinualMethod.EWC, adapter, tasks, folder);
    this.strength = strength;
  }

  @Override
  Safeguard safeguard(int task) {
    if (task == 0) {
      return Safeguard.NONE;
    }
    List<Consolidated> old = earlier(task).mapToObj(this::consolidated).toList();
    return (model, adapter) -> new ElasticPenalty(adapter.parameters(), old, strength);
  }

  private static String name(int task) {
    return "ewc-importance-%02d".formatted(task + 1);
  }

  private Consolidated consolidated(int task) {
    return folder()
        .read(name(task), Consolidated.class)
        .orElseThrow(
            () ->
                new EngineException(
                    "%s is missing, which says what matters to task %d; delete all files that begin with 'ewc-' beside it, and they are worked out anew"
                        .formatted(folder().state(name(task) + ".json"), task + 1)));
  }

  @Override
  void consolidate(int task) {
    List<ScaledImage> images = images(task);
    folder().write(name(task), adapter().inspect(file(task), (m, a) -> importance(m, a, images)));
  }

  private Consolidated importance(SamModel model, LoraExpert learned, List<ScaledImage> images) {
    ExpertSamples samples = SharedAdapter.samples(images, model.config().inputSide());
    long seed = adapter().settings().seed();
    return new Consolidated(
        new TaskLikelihood(model, learned, samples, seed).fisher(VARIATIONS),
        AdapterVector.values(learned.parameters()));
  }
}
