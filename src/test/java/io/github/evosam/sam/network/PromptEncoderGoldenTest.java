package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.prompting.MaskQuery;
import io.github.evosam.sam.prompting.ObjectPrompts;
import io.github.evosam.sam.prompting.View;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Embedded positions, points, boxes and masks against the official prompt encoder. */
class PromptEncoderGoldenTest {
  private static final double TOLERANCE = 1e-5;

  @ParameterizedTest
  @EnumSource
  void densePositionsAgree(GoldenModel golden) {
    check(golden, "dense_pe", (encoder, expected, manager) -> encoder.densePositions());
  }

  @ParameterizedTest
  @EnumSource
  void pointsAgree(GoldenModel golden) {
    check(
        golden,
        "prompt.points2.sparse",
        (encoder, expected, manager) -> encoder.sparse(tokens(expected, "points2")));
  }

  @ParameterizedTest
  @EnumSource
  void boxAgrees(GoldenModel golden) {
    check(
        golden,
        "prompt.box_mask.sparse",
        (encoder, expected, manager) -> encoder.sparse(tokens(expected, "box")));
  }

  @ParameterizedTest
  @EnumSource
  void absentMaskAgrees(GoldenModel golden) {
    check(
        golden,
        "prompt.points2.dense",
        (encoder, expected, manager) -> encoder.dense(null).broadcast(new Shape(1, 64, 16, 16)));
  }

  @ParameterizedTest
  @EnumSource
  void maskAgrees(GoldenModel golden) {
    check(
        golden,
        "prompt.box_mask.dense",
        (encoder, expected, manager) ->
            encoder.dense(
                manager.create(
                    expected.values("mask_refine.mask_input"), new Shape(1, 1, 64, 64))));
  }

  private interface Stage {
    NDArray of(PromptEncoder encoder, GoldenTensors expected, NDManager manager);
  }

  private static void check(GoldenModel golden, String tensor, Stage stage) {
    GoldenTensors expected = golden.expected();
    try (NDManager manager = NDManager.newBaseManager();
        SamModel model = golden.open(manager)) {
      float[] actual =
          Scope.value(() -> stage.of(model.promptEncoder(), expected, manager).toFloatArray());
      Deviation.assertWithin(TOLERANCE, tensor, actual, expected.values(tensor));
    }
  }

  private static PromptTokens tokens(GoldenTensors expected, String name) {
    List<Prompt> prompts = GoldenModel.prompts(expected, name);
    ImageSize image = GoldenModel.image(expected).size();
    View whole = View.whole(new ModelTransform(image, GoldenModel.INPUT_SIDE));
    return ObjectPrompts.tokens(
        List.of(new MaskQuery(ObjectPrompts.of(prompts, image), whole, null)));
  }
}
