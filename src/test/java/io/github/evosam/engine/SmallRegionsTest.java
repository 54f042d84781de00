package io.github.evosam.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SmallRegionsTest {
  private static final ImageSize SIZE = new ImageSize(20, 20);

  @Test
  void removesIslandsAndFillsHoles() {
    BitSet clean = square(2, 12);
    BitSet dirty = (BitSet) clean.clone();
    dirty.clear(5 * 20 + 5); // a hole of one pixel
    dirty.set(17 * 20 + 17); // an island of one pixel
    assertThat(SmallRegions.clean(Mask.of(SIZE, dirty), 4)).isEqualTo(Mask.of(SIZE, clean));
  }

  @Test
  void keepsWhatIsLargeEnough() {
    BitSet bits = square(2, 12);
    bits.clear(5 * 20 + 5, 5 * 20 + 9);
    Mask mask = Mask.of(SIZE, bits);
    assertThat(SmallRegions.clean(mask, 4)).isEqualTo(mask);
  }

  @Test
  void anEmptyMaskStaysEmpty() {
    Mask empty = Mask.of(SIZE, new BitSet());
    assertThat(SmallRegions.clean(empty, 10).isEmpty()).isTrue();
  }

  private static BitSet square(int from, int to) {
    BitSet bits = new BitSet();
    for (int y = from; y < to; y++) {
      bits.set(y * 20 + from, y * 20 + to);
    }
    return bits;
  }
}
