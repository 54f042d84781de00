package io.github.evosam.sam.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.network.Deviation;
import io.github.evosam.sam.network.GoldenModel;
import io.github.evosam.sam.network.GoldenTensors;
import io.github.evosam.sam.network.SamModel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the image and its prompts to masks against the official {@code SamPredictor}. */
class SamPredictorGoldenTest {
  private static final double TOLERANCE = 1e-3;
  private static final double LEAST_IOU = 0.999;

  @ParameterizedTest
  @EnumSource
  void multimaskOutputsAgree(GoldenModel golden) {
    withImage(
        golden,
        (predictor, expected) -> {
          for (String name : GoldenModel.CASES) {
            List<Candidate> actual =
                predictor.candidates(List.of(GoldenModel.prompts(expected, name))).get(0);
            assertThat(actual).hasSize(3);
            for (int i = 0; i < actual.size(); i++) {
              check(expected, name + ".multi", i, actual.get(i).toPrediction());
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void singleMasksAgree(GoldenModel golden) {
    withImage(
        golden,
        (predictor, expected) -> {
          for (String name : GoldenModel.CASES) {
            Prediction actual = predictor.predict(GoldenModel.prompts(expected, name), null);
            check(expected, name + ".single", 0, actual);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void refinementFromPreviousLogitsAgrees(GoldenModel golden) {
    withImage(
        golden,
        (predictor, expected) -> {
          List<Prompt> prompts = GoldenModel.prompts(expected, "points2");
          LowResMask previous =
              new LowResMask(
                  View.whole(predictor.trunk().transform()),
                  expected.values("mask_refine.mask_input"));
          Prediction actual = predictor.predict(prompts, previous);
          check(expected, "mask_refine", 0, actual);
        });
  }

  private interface Body {
    void run(SamPredictor predictor, GoldenTensors expected);
  }

  private static void withImage(GoldenModel golden, Body body) {
    GoldenTensors expected = golden.expected();
    try (NDManager manager = NDManager.newBaseManager();
        SamModel model = golden.open(manager);
        SamPredictor predictor = new SamPredictor(model, MaskChoice.SINGLE)) {
      predictor.setImage(GoldenModel.image(expected));
      body.run(predictor, expected);
    }
  }

  private static void check(GoldenTensors expected, String name, int i, Prediction actual) {
    Deviation.assertWithin(
        TOLERANCE,
        name + ".low_res_logits of mask " + i,
        actual.lowResLogits(),
        part(expected, name + ".low_res_logits", i));
    Deviation.assertWithin(
        TOLERANCE,
        name + ".iou of mask " + i,
        new float[] {actual.predictedIou()},
        part(expected, name + ".iou", i));
    if (expected.has(name + ".mask")) {
      assertThat(Deviation.iou(values(actual.mask()), part(expected, name + ".mask", i)))
          .as("IoU of %s.mask %d", name, i)
          .isGreaterThanOrEqualTo(LEAST_IOU);
    }
  }

  /** Part i along the first axis. */
  static float[] part(GoldenTensors expected, String name, int i) {
    GoldenTensors.Tensor tensor = expected.get(name);
    int length = tensor.values().length / (int) tensor.shape()[0];
    return Arrays.copyOfRange(tensor.values(), i * length, (i + 1) * length);
  }

  static float[] values(Mask mask) {
    float[] values = new float[(int) mask.size().area()];
    mask.toBitSet().stream().forEach(i -> values[i] = 1);
    return values;
  }
}
