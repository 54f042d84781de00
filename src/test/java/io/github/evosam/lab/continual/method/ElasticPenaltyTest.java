package io.github.evosam.lab.continual.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.evosam.lab.continual.method.ElasticPenalty.Consolidated;
import io.github.evosam.nn.StateDict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ElasticPenaltyTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final StateDict parameters = new StateDict(manager);

  /** In a row, by the tensors' names: 1, 2, 3. */
  @BeforeEach
  void create() {
    parameters.put("b", manager.create(new float[] {2, 3}, new Shape(2, 1)));
    parameters.put("a", manager.create(new float[] {1}));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void theRowFollowsTheNamesNotTheOrderOfInsertion() {
    assertThat(AdapterVector.values(parameters)).containsExactly(1, 2, 3);
    assertThat(AdapterVector.of(parameters).toFloatArray()).containsExactly(1, 2, 3);
  }

  @Test
  void thePenaltyIsTheSumOverTasksOfWeightedSquares() {
    Consolidated first = new Consolidated(new float[] {1, 10, 0}, new float[] {0, 2, 9});
    Consolidated second = new Consolidated(new float[] {0, 2, 4}, new float[] {5, 1, 5});
    try (ElasticPenalty penalty = new ElasticPenalty(parameters, List.of(first, second), 3)) {
      // 3/2 · (1·1² + 10·0² + 0 + 0 + 2·1² + 4·2²)
      assertThat(penalty.value().getFloat()).isEqualTo(28.5f, within(1e-4f));
      NDArray loss = manager.create(0.5f);
      assertThat(penalty.addTo(loss, null, null).getFloat()).isEqualTo(29f, within(1e-4f));
    }
  }

  @Test
  void theGradientPullsTowardsTheAnchor() {
    Consolidated task = new Consolidated(new float[] {2, 1, 0}, new float[] {0, 4, 0});
    parameters.names().forEach(name -> parameters.get(name).setRequiresGradient(true));
    try (ElasticPenalty penalty = new ElasticPenalty(parameters, List.of(task), 10);
        GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      gradients.backward(penalty.value());
    }
    // λ · F · (θ − θ*)
    assertThat(parameters.get("a").getGradient().toFloatArray()).containsExactly(20);
    assertThat(parameters.get("b").getGradient().toFloatArray()).containsExactly(-20, 0);
  }

  @Test
  void tasksOfAnotherFormOfAdapterAreRefused() {
    Consolidated other = new Consolidated(new float[2], new float[2]);
    assertThatThrownBy(() -> new ElasticPenalty(parameters, List.of(other), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("learned with 2 parameters, but the adapter has 3");
  }

  @Test
  void theFisherInformationIsTheMeanOfSquaredGradients() {
    float[][] slopes = {{1, -2, 0}, {3, 0, 0.5f}};
    float[] fisher =
        FisherInformation.diagonal(
            parameters,
            2,
            sample -> AdapterVector.of(parameters).mul(manager.create(slopes[sample])).sum());
    assertThat(fisher).containsExactly(5, 2, 0.125f);
    assertThat(parameters.get("a").hasGradient()).isFalse();
  }

  @Test
  void oneGaussianHasTheInverseOfItsVarianceAsFisherInformation() {
    // −log p(x | μ) = (x − μ)² / 2σ² with σ² = 4, at x = μ ± σ: E[(∂/∂μ)²] = 1 / σ²
    StateDict mean = new StateDict(manager);
    mean.put("mean", manager.create(new float[] {1}));
    float[] answers = {3, -1};
    float[] fisher =
        FisherInformation.diagonal(
            mean,
            2,
            i -> mean.get("mean").sub(answers[i]).square().mul(manager.create(0.125f)).sum());
    assertThat(fisher[0]).isEqualTo(0.25f, within(1e-6f));
  }
}
