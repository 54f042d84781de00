package io.github.evosam.sam.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.GoldenModel;
import io.github.evosam.sam.network.Sam2Fixture;
import io.github.evosam.sam.network.SamModel;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StackPredictorTest {
  private static final ImageSize SIZE = new ImageSize(80, 60);
  private static final List<Prompt> BOX = List.of(new BoxPrompt(20, 15, 60, 45));
  private static final List<Prompt> CLICK = List.of(new PointPrompt(40, 30, true));
  private static final int MANY = 60;

  private NDManager manager;
  private SamModel model;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    model = Sam2Fixture.open(manager);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aGivenMaskIsTheAnswerAndStaysIt() {
    Mask mask = square(10, 10, 40);
    try (StackPredictor predictor = predictor(3)) {
      SliceAnswer answer = predictor.prompt(7, 1, List.of(new MaskPrompt(mask)));

      assertThat(overlap(answer.mask(), mask)).isGreaterThan(0.95);
      assertThat(answer.predictedIou()).isEqualTo(1);
      predictor.follow(7, 2, true);
      assertThat(predictor.follow(7, 1, false)).isEqualTo(answer);
    }
  }

  @Test
  void whatWasShownBeforeChangesWhatIsFollowed() {
    try (StackPredictor predictor = predictor(3)) {
      predictor.prompt(1, 0, List.of(new MaskPrompt(square(5, 5, 20))));
      predictor.prompt(2, 0, List.of(new MaskPrompt(square(40, 30, 25))));
      predictor.follow(1, 1, true);
      predictor.follow(2, 1, true);

      assertThat(predictor.memory(1).at(1).answer().lowResLogits())
          .isNotEqualTo(predictor.memory(2).at(1).answer().lowResLogits());
    }
  }

  @Test
  void objectsDoNotKnowOfEachOther() {
    try (StackPredictor alone = predictor(3);
        StackPredictor together = predictor(3)) {
      alone.prompt(1, 0, BOX);
      together.prompt(2, 0, CLICK);
      together.prompt(1, 0, BOX);
      together.follow(2, 1, true);

      alone.follow(1, 1, true);
      together.follow(1, 1, true);
      assertThat(together.memory(1).at(1).answer().lowResLogits())
          .isEqualTo(alone.memory(1).at(1).answer().lowResLogits());
    }
  }

  @Test
  void aCorrectionStartsFromWhatWasAnsweredAndIsKept() {
    try (StackPredictor predictor = predictor(4)) {
      predictor.prompt(1, 0, BOX);
      predictor.follow(1, 1, true);
      predictor.follow(1, 2, true);
      SliceAnswer corrected = predictor.prompt(1, 2, CLICK);

      float[] fresh;
      try (StackPredictor other = predictor(4)) {
        other.prompt(1, 2, CLICK);
        fresh = other.memory(1).at(2).answer().lowResLogits();
      }
      assertThat(predictor.memory(1).at(2).answer().lowResLogits()).isNotEqualTo(fresh);
      assertThat(predictor.follow(1, 2, true)).isEqualTo(corrected);
      assertThat(predictor.memory(1).isSpoken(2)).isTrue();
    }
  }

  @Test
  void memoryDoesNotGrowWithTheStack() {
    try (StackPredictor predictor = predictor(MANY)) {
      predictor.prompt(1, 0, BOX);
      int arrays = 0;
      for (int slice = 1; slice < MANY; slice++) {
        predictor.follow(1, slice, true);
        if (slice == 40) {
          arrays = arrays();
        }
      }
      // the first one, fifteen near it, and the last sixteen
      assertThat(predictor.memory(1).size()).isLessThanOrEqualTo(32);
      assertThat(arrays()).isEqualTo(arrays);
    }
  }

  @Test
  void closingFreesEverything() {
    try (StackPredictor predictor = predictor(3)) {
      predictor.prompt(1, 0, BOX);
    }
    int before = arrays();
    for (int i = 0; i < 3; i++) {
      try (StackPredictor predictor = predictor(3)) {
        predictor.prompt(1, 0, BOX);
        predictor.follow(1, 1, true);
        predictor.prompt(2, 1, List.of(new MaskPrompt(square(5, 5, 20))));
        predictor.follow(2, 2, true);
        predictor.forget(1);
      }
    }
    assertThat(arrays()).isEqualTo(before);
  }

  @Test
  void sam20WorksWithoutTheTensorsThatItLacks() {
    Set<String> lacking =
        Set.of("no_obj_embed_spatial", "obj_ptr_tpos_proj.weight", "obj_ptr_tpos_proj.bias");
    StateDict weights = new StateDict(manager);
    StateDict all = Sam2Fixture.weights(manager);
    all.names().stream()
        .filter(name -> !lacking.contains(name))
        .forEach(name -> weights.put(name, all.get(name).duplicate()));
    weights.metadata().putAll(all.metadata());
    SamModel older = SamModel.of(weights);
    try (StackPredictor predictor = new StackPredictor(older, 3, StackPredictorTest::plane)) {
      predictor.prompt(1, 0, BOX);
      SliceAnswer answer = predictor.follow(1, 1, true);
      assertThat(answer.mask().size()).isEqualTo(SIZE);
      assertThat(answer.predictedIou()).isBetween(0f, 1f);
    }
  }

  @Test
  void whatCannotBeFollowedIsRefused() {
    try (StackPredictor predictor = predictor(3)) {
      assertThatThrownBy(() -> predictor.follow(1, 0, true))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Object 1 was not shown");
      assertThatThrownBy(() -> predictor.prompt(1, 3, BOX))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("slices 0..2")
          .hasMessageContaining("3");
      assertThatThrownBy(() -> predictor.prompt(1, 0, List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at least one point");
    }
    SamModel vit = GoldenModel.SAM_VIT.open(manager);
    assertThatThrownBy(() -> new StackPredictor(vit, 3, StackPredictorTest::plane))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VIT");
  }

  private StackPredictor predictor(int slices) {
    return new StackPredictor(model, slices, StackPredictorTest::plane);
  }

  private int arrays() {
    return model.weights().manager().getManagedArrays().size();
  }

  /** A noisy slice, the same one each time it is read. */
  private static Plane plane(int slice) {
    Random random = new Random(slice / 3);
    float[] values = new float[(int) SIZE.area() * Plane.CHANNELS];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return new Plane(SIZE, values);
  }

  private static Mask square(int x, int y, int side) {
    BitSet inside = new BitSet();
    for (int row = y; row < Math.min(SIZE.height(), y + side); row++) {
      inside.set(row * SIZE.width() + x, row * SIZE.width() + Math.min(SIZE.width(), x + side));
    }
    return Mask.of(SIZE, inside);
  }

  private static double overlap(Mask a, Mask b) {
    double both = a.intersectionPixels(b);
    return both / (a.areaPixels() + b.areaPixels() - both);
  }
}
