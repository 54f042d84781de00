package io.github.evosam.sam.memory;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.sam.network.Deviation;
import io.github.evosam.sam.network.GoldenModel;
import io.github.evosam.sam.network.GoldenTensors;
import io.github.evosam.sam.network.Sam2Fixture;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.prompting.MaskPostprocessing;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two objects followed through ten slices, against the official {@code SAM2VideoPredictor}. */
class StackPredictorGoldenTest {
  private static final double LOGIT_TOLERANCE = 1e-2;
  private static final double LEAST_IOU = 0.99;
  private static final int SLICES = 10;
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  private final GoldenTensors expected = Sam2Fixture.expected();
  private NDManager manager;
  private StackPredictor predictor;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    SamModel model = Sam2Fixture.open(manager);
    predictor = new StackPredictor(model, SLICES, this::plane);
  }

  @AfterEach
  void close() {
    predictor.close();
    manager.close();
  }

  @Test
  void objectsFollowedUpAndThenDownAgreeOnEverySlice() {
    check("video.click0.logits", 0, FIRST, 0, click());
    check("video.box4.logits", 0, FIRST, 4, box());
    check("video.mask0.logits", 1, SECOND, 0, mask());
    for (int slice = 0; slice < SLICES; slice++) {
      for (int object : new int[] {FIRST, SECOND}) {
        SliceAnswer answer = predictor.follow(object, slice, true);
        check("video.forward." + slice, object - 1, object, slice, answer);
      }
    }
    for (int slice = 4; slice >= 0; slice--) {
      for (int object : new int[] {FIRST, SECOND}) {
        SliceAnswer answer = predictor.follow(object, slice, false);
        check("video.backward." + slice, object - 1, object, slice, answer);
      }
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

  private SliceAnswer click() {
    return predictor.prompt(FIRST, 0, List.of(new PointPrompt(110, 80, true)));
  }

  private SliceAnswer box() {
    return predictor.prompt(FIRST, 4, List.of(new BoxPrompt(50, 20, 150, 140)));
  }

  private SliceAnswer mask() {
    ImageSize size = plane(0).size();
    BitSet inside = new BitSet();
    for (int y = 20; y < 60; y++) {
      inside.set(y * size.width() + 30, y * size.width() + 90);
    }
    return predictor.prompt(SECOND, 0, List.of(new MaskPrompt(Mask.of(size, inside))));
  }

  private void check(String name, int part, int object, int slice, SliceAnswer answer) {
    float[] logits = part(name, part);
    ModelTransform transform =
        new ModelTransform(
            plane(slice).size(), Sam2Fixture.INPUT_SIDE, ModelTransform.Scaling.STRETCH);
    MaskPostprocessing.Rows rows =
        new MaskPostprocessing(transform, Sam2Fixture.INPUT_SIDE / 4)
            .rows(predictor.memory(object).at(slice).answer().lowResLogits());
    float[] actual = new float[logits.length];
    float[] row = new float[transform.image().width()];
    for (int y = 0; y < transform.image().height(); y++) {
      rows.row(y, row);
      System.arraycopy(row, 0, actual, y * row.length, row.length);
    }
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
    String name = "video.memory.obj" + (object - 1) + "." + frame;
    checkFeatures(
        name + ".maskmem_features",
        memory.features().transpose(0, 2, 1).toFloatArray(),
        expected.values(name + ".maskmem_features"));
    Deviation.assertWithin(
        1e-3,
        name + ".obj_ptr",
        memory.pointer().toFloatArray(),
        expected.values(name + ".obj_ptr"));
    Deviation.assertWithin(
        1e-3,
        name + ".object_score_logits",
        new float[] {memory.answer().objectScore()},
        expected.values(name + ".object_score_logits"));
    Deviation.assertWithin(
        LOGIT_TOLERANCE,
        name + ".pred_masks",
        memory.answer().lowResLogits(),
        expected.values(name + ".pred_masks"));
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
    GoldenTensors.Tensor places = expected.get("video.memory.obj0.cond0.maskmem_pos_enc");
    int channels = (int) places.shape()[1];
    int side = (int) places.shape()[2];
    float[] square = SinePositions.square(side, channels);
    float[] actual = new float[square.length];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = square[i % (side * side) * channels + i / (side * side)];
    }
    Deviation.assertWithin(1e-5, "places", actual, places.values());
  }

  private float[] part(String name, int i) {
    GoldenTensors.Tensor tensor = expected.get(name);
    int pixels = (int) plane(0).size().area();
    int from = tensor.shape()[0] == 1 ? 0 : i * pixels;
    return Arrays.copyOfRange(tensor.values(), from, from + pixels);
  }

  private Plane plane(int slice) {
    GoldenTensors.Tensor video = expected.get("video_hwc_u8");
    long[] s = video.shape();
    int length = (int) (s[1] * s[2] * s[3]);
    float[] values = Arrays.copyOfRange(video.values(), slice * length, (slice + 1) * length);
    return GoldenModel.plane(new GoldenTensors.Tensor(values, new long[] {s[1], s[2], s[3]}));
  }
}
