package io.github.evosam.sam.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.Resampling;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.prompting.ModelInput;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the image to its embedding, stage by stage against the official implementations. */
class ImageEncoderGoldenTest {

  @ParameterizedTest
  @EnumSource
  void resizedImageAgreesExactly(GoldenModel golden) {
    GoldenTensors expected = golden.expected();
    Plane resized = GoldenModel.plane(expected.get("resized_hwc_u8"));
    Plane actual = Resampling.resizeToGreyLevels(GoldenModel.image(expected), resized.size());
    assertThat(resized.size()).isEqualTo(new ImageSize(256, 200));
    Deviation.assertWithin(0, "resized image", actual.values(), resized.values());
  }

  @ParameterizedTest
  @EnumSource
  void modelInputAgrees(GoldenModel golden) {
    GoldenTensors expected = golden.expected();
    float[] actual =
        new ModelInput(GoldenModel.INPUT_SIDE, Preprocessing.SAM)
            .values(GoldenModel.image(expected));
    Deviation.assertWithin(1e-6, "model input", actual, expected.values("model_input"));
  }

  @ParameterizedTest
  @EnumSource
  void embeddingAgrees(GoldenModel golden) {
    GoldenTensors expected = golden.expected();
    try (NDManager manager = NDManager.newBaseManager();
        SamModel model = golden.open(manager)) {
      float[] actual = values(() -> model.imageEncoder().encode(input(manager, expected)).main());
      Deviation.assertWithin(1e-4, "embedding", actual, expected.values("image_embedding"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySplitGivesTheSameEmbeddingBitForBit(GoldenModel golden) {
    GoldenTensors expected = golden.expected();
    try (NDManager manager = NDManager.newBaseManager();
        SamModel model = golden.open(manager)) {
      ImageEncoder encoder = model.imageEncoder();
      float[] whole = values(() -> encoder.encode(input(manager, expected)).main());
      for (int split = 0; split <= encoder.depth(); split++) {
        int at = split;
        float[] parts =
            values(() -> encoder.tail(encoder.trunk(input(manager, expected), at), at).main());
        assertThat(parts).as("split %d of %d", split, encoder.depth()).isEqualTo(whole);
      }
    }
  }

  private static NDArray input(NDManager manager, GoldenTensors expected) {
    GoldenTensors.Tensor input = expected.get("model_input");
    return manager.create(input.values(), new Shape(input.shape()));
  }

  private static float[] values(Supplier<NDArray> computation) {
    return Scope.value(() -> computation.get().toFloatArray());
  }
}
