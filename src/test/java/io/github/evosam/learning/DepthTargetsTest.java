package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthTargetsTest {
  @Test
  void depthsAreOneInTheMiddleOfEachOfTwoTouchingObjectsAndSmallBetweenThem() {
    LabelMap labels = twoSquares();
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] depths = DepthTargets.of(List.of(labels), manager).toFloatArray();
      int row = 15 * 30; // of half the size, the squares lie at 5 to 14 and at 15 to 24
      assertThat(depths[row]).isZero();
      assertThat(depths[row + 9]).isGreaterThan(0.85f);
      assertThat(depths[row + 20]).isGreaterThan(0.85f);
      assertThat(depths[row + 14]).isBetween(0.01f, 0.2f);
      assertThat(depths[row + 15]).isBetween(0.01f, 0.2f);
    }
  }

  /** Squares of 20 pixels at x 10 to 29 and 30 to 49, y 20 to 39, of 60. */
  private static LabelMap twoSquares() {
    int[] labels = new int[60 * 60];
    for (int y = 20; y < 40; y++) {
      for (int x = 10; x < 50; x++) {
        labels[y * 60 + x] = x < 30 ? 1 : 2;
      }
    }
    return LabelMap.of(new ImageSize(60, 60), labels);
  }
}
