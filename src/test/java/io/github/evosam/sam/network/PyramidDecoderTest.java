package io.github.evosam.sam.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.evosam.nn.StateDict;
import io.github.evosam.weights.SafeTensors;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Answers and gradients of a narrow network with random weights against an independent
 * implementation in PyTorch.
 */
class PyramidDecoderTest {
  private static final Path WEIGHTS =
      Path.of("src/test/resources/fixtures/pyramid_micro.safetensors");

  /** Two prompts on each of two images. */
  private static final PromptTokens PROMPTS =
      new PromptTokens(
          new double[][][] {
            {{8, 10}, {40, 33}, {0, 0}},
            {{20, 31}, {50, 5}, {0, 0}},
            {{33, 12}, {3, 3}, {60, 50}},
            {{1, 1}, {62, 63}, {0, 0}}
          },
          new int[][] {{2, 3, -1}, {1, 0, -1}, {1, 2, 3}, {1, 1, -1}});

  private final GoldenTensors expected = GoldenTensors.read("pyramid_micro_io");

  @Test
  void theConfigurationIsInferred() {
    try (NDManager manager = NDManager.newBaseManager();
        SamModel model = SamModel.of(SafeTensors.read(WEIGHTS, manager))) {
      SamConfig config = model.config();
      assertThat(config.encoder()).isEqualTo(SamConfig.EncoderKind.EFFICIENT_NET);
      assertThat(config.inputSide()).isEqualTo(64);
      assertThat(config.preprocessing()).isEqualTo(Preprocessing.CENTRED);
      assertThat(config.logitsStride()).isEqualTo(2);
    }
  }

  @Test
  void promptsAndNoPromptAreAnswered() {
    try (NDManager manager = NDManager.newBaseManager();
        SamModel model = SamModel.of(SafeTensors.read(WEIGHTS, manager))) {
      ImageFeatures image = model.imageEncoder().encode(array(manager, "input"));
      NDList answer = model.predict(image, PROMPTS, array(manager, "previous"));
      assertClose("masks", answer.get(0));
      assertClose("iou", answer.get(1));
      NDList task = model.predictTask(image, model.noPrompt());
      assertClose("task", task.get(0));
      assertClose("task_iou", task.get(1));
      assertClose("inside", task.get(2));
    }
  }

  @Test
  void gradientsReachEveryKindOfParameter() {
    try (NDManager manager = NDManager.newBaseManager();
        StateDict weights = SafeTensors.read(WEIGHTS, manager)) {
      for (String name : weights.names()) {
        weights.get(name).setRequiresGradient(!name.contains("running_"));
      }
      SamModel model = SamModel.of(weights);
      try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
        ImageFeatures image = model.imageEncoder().encode(array(manager, "input"));
        NDList answer = model.predict(image, PROMPTS, array(manager, "previous"));
        NDList objects = model.predictTask(image, model.noPrompt());
        NDArray loss =
            weighted(answer.get(0), "weight_masks")
                .add(weighted(answer.get(1), "weight_iou"))
                .add(weighted(objects.get(0), "weight_task"))
                .add(weighted(objects.get(2), "weight_inside"));
        assertClose("loss", loss);
        gradients.backward(loss);
      }
      int checked = 0;
      for (String name : weights.names()) {
        if (expected.has("gradient." + name)) {
          float[] gradient = expected.values("gradient." + name);
          double largest =
              IntStream.range(0, gradient.length)
                  .mapToDouble(i -> Math.abs(gradient[i]))
                  .max()
                  .getAsDouble();
          float[] actual = weights.get(name).getGradient().toFloatArray();
          Deviation.assertWithin(1e-3 * largest, "gradient of " + name, actual, gradient);
          checked++;
        }
      }
      assertThat(checked).isEqualTo(16);
    }
  }

  private NDArray weighted(NDArray x, String name) {
    return x.mul(array(x.getManager(), name)).mean();
  }

  private void assertClose(String name, NDArray actual) {
    Deviation.assertWithin(1e-4, name, actual.toFloatArray(), expected.values(name));
  }

  private NDArray array(NDManager manager, String name) {
    GoldenTensors.Tensor tensor = expected.get(name);
    return manager.create(tensor.values(), new Shape(tensor.shape()));
  }
}
