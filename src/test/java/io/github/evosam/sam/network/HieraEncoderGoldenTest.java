package io.github.evosam.sam.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.prompting.ModelInput;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SAM 2's image encoder stage by stage against the official implementation. */
class HieraEncoderGoldenTest {
  private final GoldenTensors expected = Sam2Fixture.expected();
  private NDManager manager;
  private SamModel model;
  private HieraEncoder encoder;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    model = Sam2Fixture.open(manager);
    encoder = (HieraEncoder) model.imageEncoder();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void configurationIsInferredAndTheSideIsTold() {
    assertThat(model.config())
        .isEqualTo(
            new SamConfig(SamConfig.EncoderKind.HIERA, Sam2Fixture.INPUT_SIDE, Preprocessing.SAM2));
    assertThat(encoder.depth()).isEqualTo(7);
    assertThat(encoder.sharedDepth()).isEqualTo(3);
  }

  @Test
  void modelInputAgrees() {
    float[] actual =
        new ModelInput(Sam2Fixture.INPUT_SIDE, Preprocessing.SAM2)
            .values(GoldenModel.image(expected));
    Deviation.assertWithin(1e-5, "model input", actual, expected.values("model_input"));
  }

  @Test
  void trunkAgreesInEachStage() {
    for (int stage = 0; stage < 4; stage++) {
      int at = stage;
      float[] actual =
          values(() -> encoder.trunk(input(), encoder.depth()).highResolution().get(at));
      Deviation.assertWithin(1e-4, "stage " + stage, actual, expected.values("trunk." + stage));
    }
  }

  @Test
  void pyramidAgreesInEachLevel() {
    for (int level = 0; level < 3; level++) {
      int at = level;
      float[] actual = values(() -> encoder.levels(encoder.trunk(input(), 3), 3).get(at));
      Deviation.assertWithin(1e-4, "level " + level, actual, expected.values("fpn." + level));
    }
  }

  @Test
  void embeddingAndFineFeaturesAgree() {
    float[] embedding = values(() -> encoder.encode(input()).main());
    Deviation.assertWithin(1e-4, "embedding", embedding, expected.values("image_embed"));
    for (int i = 0; i < 2; i++) {
      int at = i;
      float[] fine = values(() -> encoder.encode(input()).highResolution().get(at));
      Deviation.assertWithin(1e-4, "features " + i, fine, expected.values("high_res." + i));
    }
    float[] plain = values(() -> encoder.withoutSign(encoder.encode(input()).main()));
    Deviation.assertWithin(1e-4, "without sign", plain, expected.values("fpn.2"));
  }

  @Test
  void densePositionsAgree() {
    float[] actual = values(() -> model.promptEncoder().densePositions());
    Deviation.assertWithin(1e-5, "dense positions", actual, expected.values("dense_pe"));
  }

  @Test
  void everySplitGivesTheSameEmbeddingBitForBit() {
    float[] whole = values(() -> encoder.encode(input()).main());
    for (int split = 1; split <= encoder.depth(); split++) {
      int at = split;
      float[] parts = values(() -> encoder.tail(encoder.trunk(input(), at), at).main());
      assertThat(parts).as("split %d of %d", split, encoder.depth()).isEqualTo(whole);
    }
  }

  @Test
  void descriptiveMapsAreTheFirstTwoStages() {
    List<Shape> shapes =
        Scope.value(
            () ->
                encoder.descriptiveMaps(encoder.trunk(input(), encoder.sharedDepth())).stream()
                    .map(NDArray::getShape)
                    .toList());
    assertThat(shapes).containsExactly(new Shape(1, 16, 64, 64), new Shape(1, 32, 32, 32));
  }

  @Test
  void otherSidesWorkInStepsOf32() {
    SamModel wider = model.atInputSide(320);
    Shape shape =
        Scope.value(
            () ->
                wider
                    .imageEncoder()
                    .encode(manager.ones(new Shape(1, 3, 320, 320)))
                    .main()
                    .getShape());
    assertThat(shape).isEqualTo(new Shape(1, 64, 20, 20));
    assertThatThrownBy(() -> model.atInputSide(272))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiple of 32")
        .hasMessageContaining("272");
  }

  @Test
  void withoutASideTheOfficialOneCounts() {
    StateDict weights = Sam2Fixture.weights(manager);
    weights.metadata().remove(SamConfig.INPUT_SIDE_KEY);
    assertThat(SamConfig.infer(weights).inputSide()).isEqualTo(1024);
  }

  private NDArray input() {
    GoldenTensors.Tensor input = expected.get("model_input");
    return manager.create(input.values(), new Shape(input.shape()));
  }

  private static float[] values(Supplier<NDArray> computation) {
    return Scope.value(() -> computation.get().toFloatArray());
  }
}
