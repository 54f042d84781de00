package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.evosam.nn.StateDict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Single steps whose size is known. */
class AdamWTest {
  private static final float RATE = 0.01f;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray parameter(String name) {
    NDArray parameter = manager.ones(new Shape(3));
    parameter.setName(name);
    parameter.setRequiresGradient(true);
    return parameter;
  }

  private void step(AdamW optimizer, List<NDArray> parameters) {
    step(optimizer, parameters, 1);
  }

  private void step(AdamW optimizer, List<NDArray> parameters, long number) {
    try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      NDArray loss = parameters.get(0).sum();
      for (NDArray parameter : parameters.subList(1, parameters.size())) {
        loss = loss.add(parameter.sum());
      }
      gradients.backward(loss);
    }
    optimizer.step(parameters, number, RATE);
  }

  @Test
  void theFirstStepIsAsLongAsTheLearningRate() {
    NDArray parameter = parameter("a");
    step(new AdamW(new StateDict(manager), 0, 1), List.of(parameter));
    assertThat(parameter.getFloat(1)).isEqualTo(1 - RATE, within(1e-6f));
  }

  @Test
  void aTetheredOneIsDrawnBackToItsStartAlsoWhenItGoesOn() {
    NDArray parameter = parameter("a");
    StateDict moments = new StateDict(manager);
    step(AdamW.tethered(moments, 10, 1), List.of(parameter), 1);
    assertThat(parameter.getFloat(1)).as("at the start").isEqualTo(1 - RATE, within(1e-6f));
    step(AdamW.tethered(moments, 10, 1), List.of(parameter), 2);
    assertThat(parameter.getFloat(1)).isEqualTo(1 - 2 * RATE + 10 * RATE * RATE, within(1e-5f));
  }
}
