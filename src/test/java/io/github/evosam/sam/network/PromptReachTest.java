package io.github.evosam.sam.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PromptReachTest {
  private static final int SIDE = 64;
  private static final int LOW = SIDE / 4;

  /** Two squares of foreground, columns 2..5 and 9..12, rows 4..7. */
  private static float[] twoSquares() {
    float[] logits = new float[LOW * LOW];
    Arrays.fill(logits, -3);
    for (int y = 4; y < 8; y++) {
      for (int x = 2; x < 6; x++) {
        logits[y * LOW + x] = 5;
        logits[y * LOW + x + 7] = 5;
      }
    }
    return logits;
  }

  private static float[] limited(double[][] xy, int... kinds) {
    float[] logits = twoSquares();
    new PromptReach(SIDE).limit(xy, kinds, logits);
    return logits;
  }

  private static long foreground(float[] logits, int fromColumn, int toColumn) {
    long count = 0;
    for (int i = 0; i < logits.length; i++) {
      count += logits[i] > 0 && i % LOW >= fromColumn && i % LOW < toColumn ? 1 : 0;
    }
    return count;
  }

  @Test
  void aClickKeepsThePartItTouches() {
    float[] logits =
        limited(new double[][] {{14, 22}, {0, 0}}, PromptTokens.POSITIVE, PromptTokens.PADDING);
    assertThat(foreground(logits, 0, 7)).isEqualTo(16);
    assertThat(foreground(logits, 7, LOW)).isZero();
    assertThat(logits[4 * LOW + 9]).as("as sure as it was, of the contrary").isEqualTo(-5);
  }

  @Test
  void severalClicksKeepAllPartsTheyTouch() {
    float[] logits =
        limited(new double[][] {{14, 22}, {42, 22}}, PromptTokens.POSITIVE, PromptTokens.POSITIVE);
    assertThat(foreground(logits, 0, LOW)).isEqualTo(32);
  }

  @Test
  void negativeClicksReachNothing() {
    float[] logits =
        limited(new double[][] {{14, 22}, {42, 22}}, PromptTokens.POSITIVE, PromptTokens.NEGATIVE);
    assertThat(foreground(logits, 7, LOW)).isZero();
  }

  @Test
  void aClickBesideEverythingChangesNothing() {
    assertThat(
            limited(new double[][] {{60, 60}, {0, 0}}, PromptTokens.POSITIVE, PromptTokens.PADDING))
        .isEqualTo(twoSquares());
  }

  @Test
  void aBoxCutsOffWhatLiesOutside() {
    float[] logits =
        limited(
            new double[][] {{8, 16}, {23, 31}},
            PromptTokens.BOX_TOP_LEFT,
            PromptTokens.BOX_BOTTOM_RIGHT);
    assertThat(foreground(logits, 0, 7)).isEqualTo(16);
    assertThat(foreground(logits, 7, LOW)).isZero();
  }

  @Test
  void aBoxWithAClickOutsideReachesTheBoxOnly() {
    float[] logits =
        limited(
            new double[][] {{42, 22}, {8, 16}, {23, 31}},
            PromptTokens.POSITIVE,
            PromptTokens.BOX_TOP_LEFT,
            PromptTokens.BOX_BOTTOM_RIGHT);
    assertThat(foreground(logits, 0, 7)).isEqualTo(16);
    assertThat(foreground(logits, 7, LOW)).isZero();
  }
}
