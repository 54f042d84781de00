package io.github.evosam.sam.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.MaskPrompt;
import io.github.evosam.geometry.PointPrompt;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.sam.network.Preprocessing;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What of an image is shown to the model with prompts. */
class PromptWindowTest {
  private static final int SIDE = 512;
  private static final ImageSize BIG = new ImageSize(20_000, 9_000);
  private static final PromptWindow WINDOW =
      new PromptWindow(SIDE, new ModelInput(SIDE, Preprocessing.SAM), Integer.MAX_VALUE);
  private static final PromptWindow MAGNIFYING =
      new PromptWindow(SIDE, new ModelInput(SIDE, Preprocessing.SAM), 2 * SIDE);

  @Test
  void aSmallImageIsSeenAsAWhole() {
    ImageSize small = new ImageSize(2048, 2048);
    View view = around(small, new PointPrompt(10, 10, true));
    assertThat(view.isWhole()).isTrue();
    assertThat(view.region()).isEqualTo(small);
  }

  @Test
  void aClickInABigOneIsSeenAsThePixelsAreWithRoomAround() {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      double x = random.nextDouble() * (BIG.width() - 1);
      double y = random.nextDouble() * (BIG.height() - 1);
      View view = around(BIG, new PointPrompt(x, y, true));
      assertThat(view.region()).isEqualTo(new ImageSize(SIDE, SIDE));
      requireRoom(x, view.x(), SIDE, BIG.width());
      requireRoom(y, view.y(), SIDE, BIG.height());
    }
  }

  /** A quarter of the side at least, or up to the edge of the image. */
  private static void requireRoom(double at, int start, int side, int image) {
    assertThat(at - start).isGreaterThanOrEqualTo(start == 0 ? 0 : side / 4.0);
    assertThat(start + side - at).isGreaterThanOrEqualTo(start + side == image ? 0 : side / 4.0);
  }

  @Test
  void clicksCloseTogetherMostlyShareAWindow() {
    View view = around(BIG, new PointPrompt(5_120, 2_560, true));
    assertThat(around(BIG, new PointPrompt(5_160, 2_520, true))).isEqualTo(view);
    assertThat(
            around(BIG, new PointPrompt(5_160, 2_520, true), new PointPrompt(5_090, 2_600, false)))
        .isEqualTo(view);
    assertThat(around(BIG, new PointPrompt(6_000, 2_520, true))).isNotEqualTo(view);
  }

  @Test
  void aWindowIsTwiceAsWideAsWhatWasShown() {
    assertThat(side(new BoxPrompt(5000, 3000, 5255, 3100))).isEqualTo(512);
    assertThat(side(new BoxPrompt(5000, 3000, 5256, 3100))).isEqualTo(1024);
    assertThat(side(new PointPrompt(5000, 3000, true), new PointPrompt(5000, 4500, false)))
        .isEqualTo(4096);
    BitSet bits = new BitSet();
    bits.set(3000 * BIG.width() + 5000, 3000 * BIG.width() + 5700);
    assertThat(side(new MaskPrompt(Mask.of(BIG, bits)))).isEqualTo(2048);
    assertThat(around(BIG, new BoxPrompt(0, 0, 19_999, 8_999)).isWhole()).isTrue();
  }

  @Test
  void ofAMiddleSizedImageBoxesAreSeenInWindowsAndClicksInHalfOfIt() {
    ImageSize middle = new ImageSize(1500, 1200);
    List<Prompt> box = List.of(new BoxPrompt(700, 600, 740, 650));
    List<Prompt> click = List.of(new PointPrompt(720, 620, true));
    assertThat(MAGNIFYING.around(middle, ObjectPrompts.of(box, middle)).region())
        .isEqualTo(new ImageSize(512, 512));
    assertThat(MAGNIFYING.around(middle, ObjectPrompts.of(click, middle)).region())
        .isEqualTo(new ImageSize(1024, 1024));
    assertThat(WINDOW.around(middle, ObjectPrompts.of(box, middle)).isWhole()).isTrue();
    ImageSize small = new ImageSize(1024, 700);
    assertThat(MAGNIFYING.around(small, ObjectPrompts.of(box, small)).isWhole()).isTrue();
  }

  private static int side(Prompt... prompts) {
    return around(BIG, prompts).region().longestSide();
  }

  private static View around(ImageSize image, Prompt... prompts) {
    return WINDOW.around(image, ObjectPrompts.of(List.of(prompts), image));
  }
}
