package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistanceTransformTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void equalsTheDistanceOfAllPairs(long seed) {
    Random random = new Random(seed);
    ImageSize size = new ImageSize(1 + random.nextInt(23), 1 + random.nextInt(17));
    Mask mask = randomMask(size, 0.1, random);
    double[] squared = DistanceTransform.squaredTo(mask);
    for (int i = 0; i < squared.length; i++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int j : mask.toBitSet().stream().toArray()) {
        int dx = i % size.width() - j % size.width();
        int dy = i / size.width() - j / size.width();
        nearest = Math.min(nearest, dx * dx + dy * dy);
      }
      if (mask.isEmpty()) {
        assertThat(squared[i]).isGreaterThanOrEqualTo(1e20);
      } else {
        assertThat(squared[i]).as("pixel %d", i).isCloseTo(nearest, within(1e-9));
      }
    }
  }

  @Test
  void innermostPixelOfARectangleIsItsMiddle() {
    ImageSize size = new ImageSize(30, 20);
    BitSet bits = new BitSet();
    for (int y = 4; y <= 12; y++) {
      bits.set(y * 30 + 5, y * 30 + 24);
    }
    int innermost = DistanceTransform.innermost(Mask.of(size, bits));
    assertThat(innermost / 30).isEqualTo(8);
    assertThat(innermost % 30).isEqualTo(14);
  }

  @Test
  void theImageBorderCountsAsBackground() {
    ImageSize size = new ImageSize(9, 9);
    BitSet bits = new BitSet();
    bits.set(0, 81);
    assertThat(DistanceTransform.innermost(Mask.of(size, bits))).isEqualTo(4 * 9 + 4);
  }

  @Test
  void anEmptyMaskHasNoInnermostPixel() {
    Mask empty = Mask.of(new ImageSize(3, 3), new BitSet());
    assertThatThrownBy(() -> DistanceTransform.innermost(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
  }

  static Mask randomMask(ImageSize size, double share, Random random) {
    boolean[] foreground = new boolean[(int) size.area()];
    for (int i = 0; i < foreground.length; i++) {
      foreground[i] = random.nextDouble() < share;
    }
    return Mask.of(size, foreground);
  }
}
