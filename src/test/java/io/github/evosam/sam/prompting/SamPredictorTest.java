package io.github.evosam.sam.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.Plane;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.geometry.Resampling;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.network.Deviation;
import io.github.evosam.sam.network.GoldenModel;
import io.github.evosam.sam.network.Preprocessing;
import io.github.evosam.sam.network.SamModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a predictor promises beside the official numbers. */
class SamPredictorTest {
  private static final List<Prompt> CLICK = List.of(new PointPrompt(40, 30, true));
  private static final List<Prompt> CORNER = List.of(new PointPrompt(1, 1, true));
  private static final List<Prompt> BOX = List.of(new BoxPrompt(10, 12, 60, 50));

  private static NDManager manager;
  private static SamModel model;

  @BeforeAll
  static void openModel() {
    manager = NDManager.newBaseManager();
    model = GoldenModel.MOBILE_SAM.open(manager);
  }

  @AfterAll
  static void closeModel() {
    model.close();
    manager.close();
  }

  @Test
  void aRecentImageIsNotEncodedAgain() {
    Plane first = noise(new ImageSize(70, 60));
    Plane second = noise(new ImageSize(60, 70));
    try (SamPredictor predictor = predictor(first);
        SamPredictor plain = predictor(first)) {
      predictor.keepRecent(1L << 30);
      predictor.setImage(first);
      NDArray features = predictor.trunk().features().main();
      Prediction answer = predictor.predict(CLICK, null);

      predictor.setImage(second);
      Prediction other = predictor.predict(CLICK, null);
      predictor.setImage(new Plane(first.size(), first.values().clone()));

      assertThat(predictor.trunk().features().main()).as("the same array").isSameAs(features);
      assertThat(predictor.predict(CLICK, null).lowRes().logits())
          .isEqualTo(answer.lowRes().logits())
          .isEqualTo(plain.predict(CLICK, null).lowRes().logits())
          .isNotEqualTo(other.lowRes().logits());
    }
  }

  @Test
  void imagesForWhichThereIsNoRoomAreEncodedAgain() {
    Plane first = noise(new ImageSize(70, 60));
    try (SamPredictor predictor = predictor(first)) {
      predictor.keepRecent(1);
      predictor.setImage(first);
      NDArray features = predictor.trunk().features().main();
      predictor.setImage(noise(new ImageSize(60, 70)));
      predictor.setImage(first);
      assertThat(predictor.trunk().features().main()).isNotSameAs(features);
    }
  }

  @Test
  void whatAnotherTailSawOfARecentImageIsForgotten() {
    Plane first = noise(new ImageSize(70, 60));
    try (SamPredictor predictor = predictor(first)) {
      predictor.keepRecent(1L << 30);
      predictor.setImage(first);
      float[] before = predictor.predict(CLICK, null).lowRes().logits();
      predictor.setImage(noise(new ImageSize(60, 70)));
      NDArray weight = model.weights().get("image_encoder.neck.0.weight");
      try (NDArray original = weight.duplicate()) {
        weight.muli(1.5);
        predictor.forgetEmbedding();
        predictor.setImage(first);
        assertThat(predictor.predict(CLICK, null).lowRes().logits()).isNotEqualTo(before);
        weight.set(new NDIndex("..."), original);
        predictor.forgetEmbedding();
        assertThat(predictor.predict(CLICK, null).lowRes().logits()).isEqualTo(before);
      }
    }
  }

  @Test
  void refusesPromptsBeforeTheFirstImage() {
    try (SamPredictor predictor = new SamPredictor(model)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> predictor.predict(CLICK, null))
          .withMessageContaining("Set an image");
      assertThatIllegalStateException().isThrownBy(() -> predictor.predictAll(List.of(CLICK)));
    }
  }

  @Test
  void refusesWhatDoesNotFitTheImage() {
    ImageSize size = new ImageSize(70, 60);
    try (SamPredictor predictor = predictor(noise(size))) {
      refused(predictor, "-1.0,5.0 lies outside the image of 70 x 60", point(-1, 5));
      refused(predictor, "lies outside", point(5, 59.5));
      refused(
          predictor,
          "covers no pixel of the image, which has 70 x 60",
          new BoxPrompt(70, 0, 80, 9));
      refused(predictor, "at least one");
      refused(predictor, "at most one box", BOX.get(0), BOX.get(0));
      refused(predictor, "is empty", mask(size, 0, 0, 0, 0));
      refused(predictor, "does not fit", mask(new ImageSize(9, 9), 0, 0, 5, 5));
      LowResMask other = predictor(noise(new ImageSize(9, 9))).predict(CORNER, null).lowRes();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> predictor.predict(CLICK, other))
          .withMessageContaining("9 x 9 pixels cannot be refined on one of 70 x 60");
    }
  }

  @Test
  void aBoxThatReachesBeyondTheImageIsCut() {
    try (SamPredictor predictor = predictor(noise(new ImageSize(70, 60)))) {
      Prediction cut = predictor.predict(List.of(new BoxPrompt(40, 0, 69, 30)), null);
      Prediction beyond = predictor.predict(List.of(new BoxPrompt(40, -9, 1e6, 30)), null);
      assertThat(beyond.lowResLogits()).isEqualTo(cut.lowResLogits());
    }
  }

  private static void refused(SamPredictor predictor, String why, Prompt... prompts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> predictor.predict(List.of(prompts), null))
        .withMessageContaining(why);
  }

  @Test
  void refusesAnImageWithNaN() {
    Plane plane = noise(new ImageSize(8, 6));
    plane.values()[8 * 6 + 8 * 2 + 3] = Float.NaN;
    try (SamPredictor predictor = new SamPredictor(model)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> predictor.setImage(plane))
          .withMessageContaining("NaN at x 3, y 2");
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "500,3", "3,500", "300,200", "257,1"})
  void masksHaveTheSizeOfTheImage(int width, int height) {
    ImageSize size = new ImageSize(width, height);
    try (SamPredictor predictor = predictor(noise(size))) {
      Prediction prediction = predictor.predict(List.of(point(width / 2, height / 2)), null);
      assertThat(prediction.mask().size()).isEqualTo(size);
      assertThat(prediction.lowResLogits()).hasSize(64 * 64).doesNotContain(Float.NaN);
    }
  }

  @Test
  void manyObjectsGetWhatEachWouldGetAlone() {
    Plane plane = noise(new ImageSize(90, 70));
    List<List<Prompt>> objects = new ArrayList<>();
    for (int i = 0; i < 70; i++) { // more than two chunks, three layouts
      objects.add(
          switch (i % 3) {
            case 0 -> List.of(point(i, i / 2.0));
            case 1 -> List.of(new BoxPrompt(i, 3, i + 15, 40));
            default -> List.of(mask(plane.size(), i, 2, 10, 20), point(i + 1, 4));
          });
    }
    try (SamPredictor predictor = predictor(plane)) {
      List<Prediction> together = predictor.predictAll(objects);
      for (int i = 0; i < objects.size(); i++) {
        Prediction alone = predictor.predict(objects.get(i), null);
        Deviation.assertWithin(
            1e-4, "object " + i, together.get(i).lowResLogits(), alone.lowResLogits());
        assertThat(together.get(i).predictedIou())
            .isCloseTo(alone.predictedIou(), Offset.offset(1e-4f));
      }
    }
  }

  @Test
  void oneClickGetsTheBestOfTheAmbiguousMasks() {
    try (SamPredictor predictor = predictor(noise(new ImageSize(90, 70)))) {
      List<Candidate> candidates = predictor.candidates(List.of(CLICK)).get(0);
      Prediction chosen = predictor.predict(CLICK, null);
      assertThat(candidates)
          .allMatch(candidate -> candidate.predictedIou() <= chosen.predictedIou())
          .anyMatch(candidate -> candidate.predictedIou() == chosen.predictedIou());
    }
  }

  @Test
  void masksOfEverythingButOneClickAreMaskZero() {
    Plane plane = noise(new ImageSize(90, 70));
    try (SamPredictor automatic = predictor(plane);
        SamPredictor single = new SamPredictor(model, MaskChoice.SINGLE);
        SamPredictor multiple = new SamPredictor(model, MaskChoice.BEST_OF_MULTIPLE)) {
      single.setImage(plane);
      multiple.setImage(plane);
      LowResMask zero = single.predict(BOX, null).lowRes();
      assertThat(automatic.predict(BOX, null).lowResLogits()).isEqualTo(zero.logits());
      assertThat(multiple.predict(BOX, null).lowResLogits()).isNotEqualTo(zero.logits());
      float[] refined = single.predict(CLICK, zero).lowResLogits();
      assertThat(automatic.predict(CLICK, zero).lowResLogits()).isEqualTo(refined);
    }
  }

  @Test
  void previousLogitsStandForTheMask() {
    Plane plane = noise(new ImageSize(90, 70));
    Prompt mask = mask(plane.size(), 10, 10, 30, 30);
    try (SamPredictor predictor = predictor(plane)) {
      LowResMask previous = predictor.predict(BOX, null).lowRes();
      assertThat(predictor.predict(List.of(BOX.get(0), mask), previous).lowResLogits())
          .isEqualTo(predictor.predict(BOX, previous).lowResLogits())
          .isNotEqualTo(predictor.predict(List.of(BOX.get(0), mask), null).lowResLogits());
    }
  }

  @Test
  void maskAloneIsAskedWithItsBoundingBox() {
    Plane plane = noise(new ImageSize(90, 70));
    Prompt mask = mask(plane.size(), 10, 12, 51, 39);
    try (SamPredictor predictor = predictor(plane)) {
      assertThat(predictor.predict(List.of(mask), null).lowResLogits())
          .isEqualTo(predictor.predict(List.of(mask, BOX.get(0)), null).lowResLogits());
    }
  }

  @Test
  void medSamSquashesImageAndPromptsAlike() {
    Plane plane = noise(new ImageSize(128, 64));
    Plane squashed = Resampling.resize(plane, new ImageSize(256, 256));
    try (NDManager own = NDManager.newBaseManager();
        SamModel medSam = GoldenModel.MOBILE_SAM.open(own, Preprocessing.MEDSAM);
        SamPredictor predictor = new SamPredictor(medSam)) {
      predictor.setImage(plane);
      Prediction wide = predictor.predict(List.of(new BoxPrompt(10, 12, 60, 50)), null);
      predictor.setImage(squashed);
      Prediction square = predictor.predict(List.of(new BoxPrompt(20, 48, 120, 200)), null);
      assertThat(wide.lowResLogits()).isEqualTo(square.lowResLogits());
      assertThat(wide.mask().size()).isEqualTo(plane.size());
      double share = square.mask().areaPixels() / (256.0 * 256);
      assertThat(wide.mask().areaPixels() / (128.0 * 64)).isCloseTo(share, Offset.offset(0.02));
    }
  }

  @Test
  void leavesNoArraysBehind() {
    NDManager arrays = model.weights().manager();
    int before = arrays.getManagedArrays().size();
    try (SamPredictor predictor = predictor(noise(new ImageSize(90, 70)))) {
      int embedded = arrays.getManagedArrays().size();
      assertThat(embedded).isGreaterThan(before);
      Prediction first = predictor.predict(CLICK, null);
      predictor.predict(CLICK, first.lowRes());
      predictor.predictAll(List.of(CLICK, BOX));
      assertThat(arrays.getManagedArrays()).hasSize(embedded);
      predictor.setImage(noise(new ImageSize(20, 30)));
      assertThat(arrays.getManagedArrays()).hasSize(embedded);
    }
    assertThat(arrays.getManagedArrays()).hasSize(before);
  }

  @Test
  void imageOutlivesTheScopeItWasSetIn() {
    try (SamPredictor predictor = new SamPredictor(model)) {
      Scope.value(
          () -> {
            predictor.setImage(noise(new ImageSize(90, 70)));
            return null;
          });
      assertThat(predictor.predict(BOX, null).mask().size()).isEqualTo(new ImageSize(90, 70));
    }
  }

  private static SamPredictor predictor(Plane plane) {
    SamPredictor predictor = new SamPredictor(model);
    predictor.setImage(plane);
    return predictor;
  }

  private static Prompt point(double x, double y) {
    return new PointPrompt(x, y, true);
  }

  private static Prompt mask(ImageSize size, int x0, int y0, int width, int height) {
    boolean[] pixels = new boolean[(int) size.area()];
    for (int y = y0; y < y0 + height; y++) {
      for (int x = x0; x < Math.min(size.width(), x0 + width); x++) {
        pixels[y * size.width() + x] = true;
      }
    }
    return new MaskPrompt(Mask.of(size, pixels));
  }

  private static Plane noise(ImageSize size) {
    Random random = new Random(7);
    float[] values = new float[(int) (Plane.CHANNELS * size.area())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return new Plane(size, values);
  }
}
