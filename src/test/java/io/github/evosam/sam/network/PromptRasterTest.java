package io.github.evosam.sam.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class PromptRasterTest {
  private static final PromptTokens BOX =
      new PromptTokens(
          new double[][][] {{{16, 8}, {47, 31}}},
          new int[][] {{PromptTokens.BOX_TOP_LEFT, PromptTokens.BOX_BOTTOM_RIGHT}});
  private static final PromptTokens CLICKS =
      new PromptTokens(
          new double[][][] {{{20, 20}, {50, 50}, {0, 0}}},
          new int[][] {{PromptTokens.POSITIVE, PromptTokens.NEGATIVE, PromptTokens.PADDING}});

  @Test
  void aBoxIsUndecidedInsideAndNegativeOutside() {
    float[] logits = draw(BOX, null, false);
    for (int i = 0; i < 256; i++) {
      boolean inside = i % 16 >= 4 && i % 16 < 12 && i / 16 >= 2 && i / 16 < 8;
      assertThat(logits[i]).as("pixel %d", i).isEqualTo(inside ? 0f : -4f);
    }
  }

  @Test
  void clicksAreDiscsOfTheirSign() {
    float[] logits = draw(CLICKS, null, false);
    assertThat(logits[5 * 16 + 5]).isEqualTo(8);
    assertThat(logits[12 * 16 + 12]).isEqualTo(-8);
    assertThat(logits[0]).as("far from any click").isZero();
  }

  @Test
  void clicksAreDrawnOverThePreviousLogits() {
    float[] previous = new float[256];
    java.util.Arrays.fill(previous, 100);
    float[] logits = draw(CLICKS, previous, true);
    assertThat(logits[0]).as("bounded").isEqualTo(8);
    assertThat(logits[12 * 16 + 12]).isEqualTo(-8);
    assertThat(previous[0]).as("not written to").isEqualTo(100);
  }

  @Test
  void whatIsOnlyExpectedWeighsLessThanAClick() {
    float[] expected = new float[256];
    java.util.Arrays.fill(expected, -100);
    float[] logits = draw(CLICKS, expected, false);
    assertThat(logits[0]).isEqualTo(-4);
    assertThat(logits[5 * 16 + 5]).isEqualTo(8);
  }

  private static float[] draw(PromptTokens prompts, float[] before, boolean isAnswer) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray start = before == null ? null : manager.create(before, new Shape(1, 1, 16, 16));
      return new PromptRaster(64)
          .start(prompts, new MaskStart(start, isAnswer), manager)
          .toFloatArray();
    }
  }
}
