package io.github.evosam.sam.memory;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.evosam.sam.network.Deviation;
import io.github.evosam.sam.network.GoldenTensors;
import io.github.evosam.sam.network.Sam2Fixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two objects followed through ten slices, against the official {@code SAM2VideoPredictor}. */
class StackPredictorGoldenTest {
  private static final double LOGIT_TOLERANCE = 1e-2;
  private static final double LEAST_IOU = 0.99;
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  private final StackFixture fixture = StackFixture.read();
  private NDManager manager;
  private StackPredictor predictor;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    predictor = new StackPredictor(Sam2Fixture.open(manager), StackFixture.SLICES, fixture::plane);
  }

  @AfterEach
  void close() {
    predictor.close();
    manager.close();
  }

  @Test
  void objectsFollowedUpAndThenDownAgreeOnEverySlice() {
    SliceAnswer click = predictor.prompt(FIRST, 0, StackFixture.CLICK);
    check("video.click0.logits", FIRST, 0, click);
    SliceAnswer box = predictor.prompt(FIRST, 4, StackFixture.BOX);
    check("video.box4.logits", FIRST, 4, box);
    SliceAnswer mask = predictor.prompt(SECOND, 0, fixture.mask());
    check("video.mask0.logits", SECOND, 0, mask);
    for (int slice = 0; slice < StackFixture.SLICES; slice++) {
      follow("video.forward." + slice, slice, true);
    }
    for (int slice = 4; slice >= 0; slice--) {
      follow("video.backward." + slice, slice, false);
    }
    // The fixture tells what was remembered in the end.
    for (int slice : new int[] {1, 2, 9}) {
      checkMemory(FIRST, slice, "frame" + slice);
      checkMemory(SECOND, slice, "frame" + slice);
    }
    checkMemory(FIRST, 0, "cond0");
    checkMemory(FIRST, 4, "cond4");
    checkMemory(SECOND, 0, "cond0");
  }

  private void follow(String name, int slice, boolean upwards) {
    for (int object : new int[] {FIRST, SECOND}) {
      check(name, object, slice, predictor.follow(object, slice, upwards));
    }
  }

  private void check(String name, int object, int slice, SliceAnswer answer) {
    float[] logits = fixture.logits(name, object);
    float[] actual = fixture.answered(predictor, object, slice);
    Deviation.assertWithin(LOGIT_TOLERANCE, name + " of object " + object, actual, logits);
    float[] mask = new float[logits.length];
    answer.mask().toBitSet().stream().forEach(i -> mask[i] = 1);
    assertThat(Deviation.iou(mask, logits))
        .as("IoU of %s, object %d", name, object)
        .isGreaterThanOrEqualTo(LEAST_IOU);
  }

  /** Our features have a row for each pixel, the fixture's a plane for each channel. */
  private void checkMemory(int object, int slice, String frame) {
    Memory memory = predictor.memory(object).at(slice);
    String name = "memory of object " + object + ", " + frame + ": ";
    checkFeatures(
        name + "features",
        memory.features().transpose(0, 2, 1).toFloatArray(),
        fixture.memory(object, frame, "maskmem_features"));
    Deviation.assertWithin(
        1e-3,
        name + "pointer",
        memory.pointer().toFloatArray(),
        fixture.memory(object, frame, "obj_ptr"));
    Deviation.assertWithin(
        1e-3,
        name + "object score",
        new float[] {memory.answer().objectScore()},
        fixture.memory(object, frame, "object_score_logits"));
    Deviation.assertWithin(
        LOGIT_TOLERANCE,
        name + "logits",
        memory.answer().lowResLogits(),
        fixture.memory(object, frame, "pred_masks"));
  }

  /**
   * Both sides are rounded to the 8 binary places of bfloat16. Where a value lies in the middle
   * between two of them, a deviation in the last place of a float tips it by a whole step.
   */
  private static void checkFeatures(String name, float[] actual, float[] expected) {
    float[] untipped = actual.clone();
    int tipped = 0;
    for (int i = 0; i < actual.length; i++) {
      float step = Math.ulp(expected[i]) * (1 << 16);
      if (Math.abs(actual[i] - expected[i]) == step) {
        untipped[i] = expected[i];
        tipped++;
      }
    }
    Deviation.assertWithin(1e-2, name, untipped, expected);
    assertThat(tipped).as("tipped values of %s", name).isLessThan(actual.length / 200);
  }

  @Test
  void placesInTheMemoryAgree() {
    GoldenTensors.Tensor places = fixture.expected().get("video.memory.obj0.cond0.maskmem_pos_enc");
    int channels = (int) places.shape()[1];
    int side = (int) places.shape()[2];
    float[] square = SinePositions.square(side, channels);
    float[] actual = new float[square.length];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = square[i % (side * side) * channels + i / (side * side)];
    }
    Deviation.assertWithin(1e-5, "places", actual, places.values());
  }
}
