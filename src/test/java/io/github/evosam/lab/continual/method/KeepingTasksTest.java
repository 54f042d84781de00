package io.github.evosam.lab.continual.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.evosam.engine.TinyTasks;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.lab.continual.method.ElasticPenalty.Consolidated;
import io.github.evosam.lab.pretraining.TinyVitBlueprint;
import io.github.evosam.learning.CheckpointStore;
import io.github.evosam.learning.ExpertSamples;
import io.github.evosam.learning.ExpertTraining;
import io.github.evosam.learning.OptimizerOptions;
import io.github.evosam.learning.Regulariser;
import io.github.evosam.learning.Scores;
import io.github.evosam.lora.LoraConfig;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.task.WorkingScale;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the terms do to a training. */
class KeepingTasksTest {
  private static final int SIDE = TinyTasks.SIDE;
  private static final int STEPS = 24;
  private static final TinyVitBlueprint TINY =
      new TinyVitBlueprint(List.of(16, 32, 32, 32), List.of(1, 1, 1, 1), List.of(4, 4, 4), 32, 32);

  private final NDManager manager = NDManager.newBaseManager();
  private final StateDict weights = TINY.initialise(manager, 1);
  private final SamModel model =
      new SamModel(weights, SamConfig.infer(weights).withInputSide(SIDE));
  private final ExpertSamples samples = samples();

  private static ExpertSamples samples() {
    List<LabelledPlane> images = TinyTasks.squares(4, 1).stream().map(TaskImage::plane).toList();
    return new ExpertSamples(images, Collections.nCopies(4, new WorkingScale(SIDE)), SIDE);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private LoraExpert expert() {
    return LoraExpert.create(weights, LoraConfig.everywhere(weights, 2, 1), manager, 1);
  }

  /** How far the parameters went. */
  private double distance(Function<LoraExpert, Regulariser> term) {
    LoraExpert expert = expert();
    float[] start = AdapterVector.values(expert.parameters());
    try (Regulariser regulariser = term.apply(expert)) {
      ExpertTraining.Listener lastCounts =
          new ExpertTraining.Listener() {
            @Override
            public void step(long step, float loss) {}

            @Override
            public Scores validate(long step) {
              return Scores.of(step);
            }
          };
      OptimizerOptions options = new OptimizerOptions(STEPS, Duration.ofHours(1), 4, 1e-2f, 3);
      new ExpertTraining(
              model,
              expert,
              samples,
              new WorkingScale(SIDE),
              options,
              CheckpointStore.NONE,
              regulariser)
          .run(lastCounts, () -> false);
    }
    float[] end = AdapterVector.values(expert.parameters());
    double sum = 0;
    for (int p = 0; p < end.length; p++) {
      sum += (end[p] - start[p]) * (end[p] - start[p]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void aFirmPenaltyHoldsTheParametersNearTheirAnchor() {
    double free = distance(expert -> Regulariser.NONE);
    double held =
        distance(
            expert -> {
              float[] anchor = AdapterVector.values(expert.parameters());
              float[] firm = new float[anchor.length];
              Arrays.fill(firm, 1);
              return new ElasticPenalty(
                  expert.parameters(), List.of(new Consolidated(firm, anchor)), 1e4);
            });
    assertThat(held).isLessThan(free / 2);
  }

  @Test
  void importancesOfALearnedTaskAreFiniteAndNotAllZero() {
    LoraExpert expert = expert();
    float[] fisher = new TaskLikelihood(model, expert, samples, 1).fisher(6);
    assertThat(fisher).hasSize(AdapterVector.length(expert.parameters()));
    double sum = 0;
    for (float value : fisher) {
      assertThat(value).isGreaterThanOrEqualTo(0).isFinite();
      sum += value;
    }
    assertThat(sum).isPositive();
    assertThat(new TaskLikelihood(model, expert, samples, 1).fisher(6)).isEqualTo(fisher);
  }

  @Test
  void theOldAdapterAnswersAsItDidThoughTheNewOneIsAttached() {
    LoraExpert old = expert();
    NDArray image = manager.randomUniform(-1, 1, new Shape(2, 3, SIDE, SIDE));
    ImageFeatures trunk = model.imageEncoder().trunk(image, 1);
    NDArray said =
        model
            .predictTask(model.imageEncoder().tail(trunk, 1), ExpertTraining.taskPrompt(old))
            .get(0);
    NDArray loss = manager.create(2f);
    float least = Distillation.of(said, said).getFloat();
    try (Distillation term = new Distillation(model, old, 3)) {
      assertThat(term.addTo(loss, trunk, said).getFloat()).isEqualTo(2 + 3 * least, within(1e-4f));
      assertThat(term.addTo(loss, trunk, said.add(4)).getFloat()).isGreaterThan(2 + 3 * least);
    }
  }

  @Test
  void theTermIsLeastWhereTheAnswersAgree() {
    NDArray before = manager.create(new float[] {-3, 0, 1, 8}, new Shape(1, 1, 2, 2));
    NDArray logits = before.duplicate();
    logits.setRequiresGradient(true);
    try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      gradients.backward(Distillation.of(logits, before));
    }
    for (float slope : logits.getGradient().toFloatArray()) {
      assertThat(slope).isEqualTo(0, within(1e-6f));
    }
    NDArray undecided = manager.zeros(new Shape(1, 1, 2, 2));
    assertThat(Distillation.of(undecided, undecided).getFloat())
        .isEqualTo((float) Math.log(2), within(1e-6f));
  }
}
