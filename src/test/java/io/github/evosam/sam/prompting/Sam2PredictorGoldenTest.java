package io.github.evosam.sam.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.network.Deviation;
import io.github.evosam.sam.network.GoldenModel;
import io.github.evosam.sam.network.GoldenTensors;
import io.github.evosam.sam.network.Sam2Fixture;
import io.github.evosam.sam.network.SamModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the image and its prompts to masks against the official {@code SAM2ImagePredictor}. */
class Sam2PredictorGoldenTest {
  private static final double TOLERANCE = 1e-3;
  private static final double LEAST_IOU = 0.999;

  private final GoldenTensors expected = Sam2Fixture.expected();
  private NDManager manager;
  private SamPredictor predictor;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    SamModel model = Sam2Fixture.open(manager);
    predictor = new SamPredictor(model);
    predictor.setImage(GoldenModel.image(expected));
  }

  @AfterEach
  void close() {
    predictor.close();
    manager.close();
  }

  @Test
  void multimaskOutputsAgree() {
    for (String name : GoldenModel.CASES) {
      List<Candidate> actual =
          predictor.candidates(List.of(Sam2Fixture.prompts(expected, name))).get(0);
      assertThat(actual).hasSize(3);
      for (int i = 0; i < actual.size(); i++) {
        check(name + ".multi", i, actual.get(i).toPrediction());
      }
    }
  }

  @Test
  void singleMasksAreChosenByStability() {
    for (String name : List.of("points2", "box", "box_points")) {
      check(name + ".single", 0, predictor.predict(Sam2Fixture.prompts(expected, name), null));
    }
  }

  @Test
  void aSingleClickIsAnsweredWithTheBestOfMultipleMasks() {
    List<Prompt> click = Sam2Fixture.prompts(expected, "point1");
    Prediction answer = predictor.predict(click, null);
    float best =
        predictor.candidates(List.of(click)).get(0).stream()
            .map(Candidate::predictedIou)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    assertThat(answer.predictedIou()).isEqualTo(best);
  }

  @Test
  void refinementFromPreviousLogitsAgrees() {
    LowResMask previous =
        new LowResMask(
            View.whole(predictor.trunk().transform()), expected.values("mask_refine.mask_input"));
    check("mask_refine", 0, predictor.predict(Sam2Fixture.prompts(expected, "points2"), previous));
  }

  @Test
  void objectsAskedTogetherGetTheSameMasks() {
    List<List<Prompt>> objects = new ArrayList<>();
    for (String name : List.of("points2", "box", "box_points")) {
      objects.add(Sam2Fixture.prompts(expected, name));
    }
    List<Prediction> together = predictor.predictAll(objects);
    check("points2.single", 0, together.get(0));
    check("box.single", 0, together.get(1));
    check("box_points.single", 0, together.get(2));
  }

  private void check(String name, int i, Prediction actual) {
    Deviation.assertWithin(
        TOLERANCE,
        name + ".low_res_logits of mask " + i,
        actual.lowResLogits(),
        SamPredictorGoldenTest.part(expected, name + ".low_res_logits", i));
    Deviation.assertWithin(
        TOLERANCE,
        name + ".iou of mask " + i,
        new float[] {actual.predictedIou()},
        SamPredictorGoldenTest.part(expected, name + ".iou", i));
    float[] mask = SamPredictorGoldenTest.part(expected, name + ".mask", i);
    assertThat(Deviation.iou(SamPredictorGoldenTest.values(actual.mask()), mask))
        .as("IoU of %s.mask %d", name, i)
        .isGreaterThanOrEqualTo(LEAST_IOU);
  }
}
