package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PixelSize;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceDistancesTest {
  private static final ImageSize SIZE = new ImageSize(12, 10);
  private static final PixelSize FLAT = new PixelSize(0.1, 0.3, "µm");

  @Test
  void aSinglePixelMovedByThreeRowsIsThreeRowsAway() {
    SurfaceDistances distances = SurfaceDistances.between(dot(5, 2), dot(5, 5), FLAT);
    assertThat(distances.percentile(0.95)).isCloseTo(0.9, within(1e-12));
    assertThat(distances.shareWithin(0.9)).isEqualTo(1);
    assertThat(distances.shareWithin(0.89)).isZero();
  }

  @Test
  void columnsAndRowsCountByTheirOwnDistance() {
    SurfaceDistances distances = SurfaceDistances.between(dot(1, 1), dot(5, 2), FLAT);
    assertThat(distances.percentile(1)).isCloseTo(0.5, within(1e-12)); // hypot(4 · 0.1, 0.3)
  }

  @Test
  void bothDirectionsCountTogether() {
    // one pixel against a row of three that begins with it: 0 | 0, 1, 2
    Mask row = Mask.of(SIZE, bits(3 * 12 + 2, 3 * 12 + 3, 3 * 12 + 4));
    SurfaceDistances distances = SurfaceDistances.between(dot(2, 3), row, PixelSize.UNCALIBRATED);
    assertThat(distances.percentile(0.5)).isEqualTo(0);
    assertThat(distances.percentile(0.75)).isEqualTo(1);
    assertThat(distances.percentile(0.95)).isEqualTo(2);
    assertThat(distances.shareWithin(0)).isEqualTo(0.5);
    assertThat(distances.shareWithin(1)).isEqualTo(0.75);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithTheDistancesOfAllPairs(long seed) {
    Random random = new Random(seed);
    Mask a = noise(random);
    Mask b = noise(random);
    double largest = 0;
    for (int i : a.toBitSet().stream().toArray()) {
      largest = Math.max(largest, nearest(i, b));
    }
    for (int i : b.toBitSet().stream().toArray()) {
      largest = Math.max(largest, nearest(i, a));
    }
    // every pixel of so thin a noise is an outline pixel
    assertThat(SurfaceDistances.between(a, b, FLAT).percentile(1)).isCloseTo(largest, within(1e-9));
  }

  @Test
  void anEmptyMaskAndAnotherSizeAreRefused() {
    Mask empty = Mask.of(SIZE, new BitSet());
    assertThatThrownBy(() -> SurfaceDistances.between(empty, dot(1, 1), FLAT))
        .hasMessageContaining("empty");
    Mask other = Mask.of(new ImageSize(4, 4), bits(1));
    assertThatThrownBy(() -> SurfaceDistances.between(other, dot(1, 1), FLAT))
        .hasMessageContaining("4 x 4")
        .hasMessageContaining("12 x 10");
  }

  private static double nearest(int pixel, Mask others) {
    return others.toBitSet().stream()
        .mapToDouble(
            i ->
                Math.hypot(
                    (i % 12 - pixel % 12) * FLAT.width(), (i / 12 - pixel / 12) * FLAT.height()))
        .min()
        .orElseThrow();
  }

  private static Mask noise(Random random) {
    BitSet bits = new BitSet();
    for (int n = 0; n < 8; n++) {
      bits.set(random.nextInt(120));
    }
    return Mask.of(SIZE, bits);
  }

  private static Mask dot(int x, int y) {
    return Mask.of(SIZE, bits(y * 12 + x));
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int i : set) {
      bits.set(i);
    }
    return bits;
  }
}
