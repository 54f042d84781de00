package io.github.evosam.sam.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.ModelTransform;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two vessels, one pixel thick, found in an image; a third is too faint to be found. */
class ObjectSelectionTest {
  private static final ImageSize SIZE = new ImageSize(64, 48);
  private static final View FRAME = View.whole(new ModelTransform(SIZE, 64));
  private static final int LEFT = 10;
  private static final int RIGHT = 50;
  private static final int FAINT_ROW = 40;
  private static final int SPECK_ROW = 2;

  private final ObjectSelection selection = new ObjectSelection(new TaskLogits(SIZE, found()));

  private static float[] found() {
    float[] logits = new float[(int) SIZE.area()];
    Arrays.fill(logits, -6);
    for (int y = 4; y < 36; y++) {
      logits[y * SIZE.width() + LEFT] = 4;
      logits[y * SIZE.width() + RIGHT] = 1;
    }
    for (int x = 21; x < 26; x++) {
      logits[FAINT_ROW * SIZE.width() + x] = -0.5f;
    }
    for (int x = 30; x < 33; x++) {
      logits[SPECK_ROW * SIZE.width() + x] = 2;
    }
    return logits;
  }

  private Optional<Candidate> answer(Prompt... prompts) {
    return selection.of(ObjectPrompts.of(List.of(prompts), SIZE), FRAME);
  }

  private Mask mask(Prompt... prompts) {
    return answer(prompts).orElseThrow().mask();
  }

  private static PointPrompt click(int x, int y) {
    return new PointPrompt(x, y, true);
  }

  private static PointPrompt not(int x, int y) {
    return new PointPrompt(x, y, false);
  }

  @Test
  void aClickSelectsTheConnectedPartThatItTouches() {
    Mask one = mask(click(LEFT, 20));
    assertThat(one.areaPixels()).isEqualTo(32);
    assertThat(one.contains(LEFT, 4)).isTrue();
    assertThat(mask(click(LEFT, 20), click(RIGHT, 20)).areaPixels()).isEqualTo(64);
  }

  @Test
  void aBoxSelectsWhatLiesInItOrOnePixelBeside() {
    Mask part = mask(new BoxPrompt(LEFT + 1, 10, RIGHT - 1, 19));
    assertThat(part.areaPixels()).isEqualTo(2 * 12);
    assertThat(part.contains(RIGHT, 9)).isTrue();
    assertThat(part.contains(RIGHT, 8)).isFalse();
    assertThat(mask(new BoxPrompt(0, 0, 63, 47)).areaPixels()).isEqualTo(64);
  }

  @Test
  void aFirstClickMayMissItsObjectByAPixel() {
    assertThat(mask(click(LEFT + 1, 20))).isEqualTo(mask(click(LEFT, 20)));
    assertThat(mask(click(LEFT, 20), click(LEFT + 1, 20)).contains(LEFT + 1, 20))
        .as("a second one corrects")
        .isTrue();
  }

  @Test
  void aSpeckInABoxIsNoiseUnlessItIsClickedOn() {
    BoxPrompt all = new BoxPrompt(0, 0, 63, 47);
    assertThat(mask(all).contains(31, SPECK_ROW)).isFalse();
    assertThat(mask(all, click(31, SPECK_ROW)).areaPixels()).isEqualTo(64 + 3);
    assertThat(mask(click(31, SPECK_ROW)).areaPixels()).isEqualTo(3);
    assertThat(answer(new BoxPrompt(29, 1, 33, 3))).as("nothing else").isEmpty();
  }

  @Test
  void aClickOnWhatWasNearlyFoundBringsAllThatIsAlikeThere() {
    Mask both = mask(click(LEFT, 20), click(23, FAINT_ROW));
    assertThat(both.areaPixels()).isEqualTo(32 + 5);
    assertThat(both.contains(21, FAINT_ROW)).isTrue();
  }

  @Test
  void aClickOnWhatShouldNotBeFoundTakesAwayWhatIsAlikeThere() {
    BoxPrompt all = new BoxPrompt(0, 0, 63, 47);
    Mask without = mask(all, not(RIGHT, 20));
    assertThat(without.contains(RIGHT, 20)).isFalse();
    assertThat(without.contains(RIGHT, 5)).as("far away").isTrue();
    assertThat(without.contains(LEFT, 20)).isTrue();
    assertThat(mask(all, not(30, 20))).as("nothing was there").isEqualTo(mask(all));
  }

  @Test
  void whatTheTaskFindsNothingOfIsLeftToTheDecoder() {
    assertThat(answer(click(30, 20))).isEmpty();
    assertThat(answer(new BoxPrompt(28, 10, 32, 20))).isEmpty();
    assertThat(answer(new MaskPrompt(mask(click(LEFT, 20))))).isEmpty();
  }

  @Test
  void isAsSureAsItsPixelsAre() {
    float sure = answer(click(LEFT, 20)).orElseThrow().predictedIou();
    assertThat(sure)
        .isCloseTo((float) (1 / (1 + Math.exp(-4))), org.assertj.core.data.Offset.offset(1e-6f));
  }

  @Test
  void theDecoderCanGoOnFromIt() {
    LowResMask start = answer(click(LEFT, 20)).orElseThrow().lowRes();
    assertThat(start.isSelected()).isTrue();
    assertThat(start.view()).isEqualTo(FRAME);
    int side = FRAME.lowSide();
    int row = (int) Math.round(FRAME.lowY(20));
    float chosen = start.logits()[row * side + (int) Math.round(FRAME.lowX(LEFT))];
    float other = start.logits()[row * side + (int) Math.round(FRAME.lowX(RIGHT))];
    assertThat(chosen).isGreaterThan(other);
  }
}
