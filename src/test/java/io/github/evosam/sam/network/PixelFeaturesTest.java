package io.github.evosam.sam.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Features of pictures whose derivatives are known. */
class PixelFeaturesTest {
  private static final int SIDE = 128;
  private static final int HALF = SIDE / 2;
  private static final int MIDDLE = HALF / 2;

  /** Numbers of a scale's first features: smoothed, gradient, larger and smaller eigenvalue. */
  private static final int SMOOTHED = 0;

  private static final int GRADIENT = 3;
  private static final int LARGER = 6;
  private static final int SMALLER = 9;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private interface Picture {
    float at(int x, int y);
  }

  private NDArray input(Picture picture) {
    float[] values = new float[3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = picture.at(i % SIDE, i / SIDE % SIDE);
    }
    return manager.create(values, new Shape(1, 3, SIDE, SIDE));
  }

  private static float at(NDArray features, int number, int x, int y) {
    return features.getFloat(0, number, y, x);
  }

  private static int number(int scale, int kind) {
    return 3 + 12 * scale + kind;
  }

  @Test
  void aPlainImageHasNoStructureUpToItsBorders() {
    NDArray features = PixelFeatures.of(input((x, y) -> 0.7f));
    assertThat(features.getShape()).isEqualTo(new Shape(1, PixelFeatures.COUNT, HALF, HALF));
    for (int number = 0; number < PixelFeatures.COUNT; number++) {
      float expected = number < 3 ? 0.7f : 0;
      for (int place : new int[] {0, MIDDLE, HALF - 1}) {
        assertThat(at(features, number, place, place))
            .as("feature %d at %d", number, place)
            .isEqualTo(expected, within(3e-3f));
      }
    }
  }

  @Test
  void aRampHasTheSameGradientEverywhereAndGrowsWithTheScale() {
    NDArray features = PixelFeatures.of(input((x, y) -> 0.05f * x));
    for (int scale = 0; scale < 4; scale++) {
      // 0.1 for each feature pixel, over twice the distance between taps
      float expected = 0.2f * (1 << scale);
      assertThat(at(features, number(scale, GRADIENT), MIDDLE, MIDDLE))
          .isEqualTo(expected, within(2e-3f)); // its ends are felt from afar
      assertThat(at(features, number(scale, LARGER), MIDDLE, MIDDLE)).isEqualTo(0, within(3e-3f));
    }
  }

  @Test
  void aThinBrightLineIsCurvedAcrossWhicheverWayItRuns() {
    NDArray upright = PixelFeatures.of(input((x, y) -> x / 2 == MIDDLE ? 1 : 0));
    NDArray lying = PixelFeatures.of(input((x, y) -> y / 2 == MIDDLE ? 1 : 0));
    NDArray slanted = PixelFeatures.of(input((x, y) -> x / 2 == y / 2 ? 1 : 0));
    for (NDArray features : new NDArray[] {upright, lying, slanted}) {
      float across = at(features, number(0, SMALLER), MIDDLE, MIDDLE);
      assertThat(across).isLessThan(-0.3f);
      assertThat(at(features, number(0, LARGER), MIDDLE, MIDDLE)).isBetween(-0.05f, 0.05f);
      assertThat(at(features, number(0, GRADIENT), MIDDLE, MIDDLE)).isLessThan(0.01f);
      assertThat(at(features, number(0, SMOOTHED), MIDDLE, MIDDLE)).isNegative();
    }
  }

  @Test
  void aMirroredImageHasMirroredFeatures() {
    NDArray input = manager.randomUniform(-2, 2, new Shape(2, 3, SIDE, SIDE));
    NDArray features = PixelFeatures.of(input);
    NDArray mirrored = PixelFeatures.of(input.flip(3)).flip(3);
    assertThat(features.sub(mirrored).abs().max().getFloat()).isLessThan(1e-4f);
  }
}
