package io.github.evosam.sam.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.StateDict;
import io.github.evosam.weights.SafeTensors;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stage by stage against the official code, random weights of a narrow network. */
class EfficientNetEncoderTest {
  private static final Path WEIGHTS =
      Path.of("src/test/resources/fixtures/efficientnet_micro.safetensors");

  @Test
  void everyStageAgrees() {
    GoldenTensors expected = GoldenTensors.read("efficientnet_micro_io");
    try (NDManager manager = NDManager.newBaseManager();
        StateDict weights = SafeTensors.read(WEIGHTS, manager)) {
      NDArray input = input(manager, expected);
      ImageFeatures features = new EfficientNetEncoder(weights).encode(input);
      NDList stages = new NDList(features.highResolution());
      stages.add(features.main());
      int stride = 2;
      for (NDArray stage : stages) {
        String name = "stage_s" + stride;
        assertThat(stage.getShape().getShape()).isEqualTo(expected.get(name).shape());
        Deviation.assertWithin(1e-4, name, stage.toFloatArray(), expected.values(name));
        stride *= 2;
      }
      assertThat(stride).isEqualTo(64);
    }
  }

  @Test
  void everySplitGivesTheSameFeaturesBitForBit() {
    try (NDManager manager = NDManager.newBaseManager();
        StateDict weights = SafeTensors.read(WEIGHTS, manager)) {
      EfficientNetEncoder encoder = new EfficientNetEncoder(weights);
      NDArray input = input(manager, GoldenTensors.read("efficientnet_micro_io"));
      List<float[]> whole = values(encoder.encode(input));
      for (int split = 0; split <= encoder.depth(); split++) {
        List<float[]> parts = values(encoder.tail(encoder.trunk(input, split), split));
        assertThat(parts).as("split %d", split).hasSize(5).containsExactlyElementsOf(whole);
      }
    }
  }

  private static List<float[]> values(ImageFeatures features) {
    return features.toList().stream().map(NDArray::toFloatArray).toList();
  }

  private static NDArray input(NDManager manager, GoldenTensors expected) {
    GoldenTensors.Tensor input = expected.get("input");
    return manager.create(input.values(), new Shape(input.shape()));
  }
}
