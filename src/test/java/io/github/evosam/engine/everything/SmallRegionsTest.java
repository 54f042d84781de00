package io.github.evosam.engine.everything;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Small regions wherever they lie, also at the image's border, seen from one pixel. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingSmallIsLeftAndNothingElseChanged(int seed) {
    Random random = new Random(seed);
    ImageSize size = new ImageSize(30 + random.nextInt(40), 5 + random.nextInt(60));
    BitSet dirty = new BitSet();
    int squares = 1 + random.nextInt(30);
    for (int i = 0; i < squares; i++) {
      int side = 1 + random.nextInt(9);
      int left = random.nextInt(size.width() - side + 1);
      int top = random.nextInt(Math.max(1, size.height() - side + 1));
      boolean on = random.nextInt(3) > 0;
      for (int y = top; y < Math.min(size.height(), top + side); y++) {
        dirty.set(y * size.width() + left, y * size.width() + left + side, on);
      }
    }
    for (int least : new int[] {2, 5, 9, 25}) {
      BitSet expected = withoutSmall(size, dirty, least, false); // holes
      expected = withoutSmall(size, expected, least, true);
      assertThat(SmallRegions.clean(Mask.of(size, dirty), least))
          .isEqualTo(Mask.of(size, dirty.isEmpty() ? dirty : expected));
    }
  }

  /** Turns the small parts of one kind into the other, one flood of the image for each pixel. */
  private static BitSet withoutSmall(ImageSize size, BitSet bits, int least, boolean kind) {
    BitSet result = (BitSet) bits.clone();
    for (int start = 0; start < size.area(); start++) {
      if (bits.get(start) == kind && part(size, bits, start).cardinality() < least) {
        result.flip(start);
      }
    }
    return result;
  }

  private static BitSet part(ImageSize size, BitSet bits, int start) {
    BitSet part = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      int pixel = open.pop();
      if (!part.get(pixel)) {
        part.set(pixel);
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int x = pixel % size.width() + dx;
            int y = pixel / size.width() + dy;
            boolean inside = x >= 0 && y >= 0 && x < size.width() && y < size.height();
            if (inside && bits.get(y * size.width() + x) == bits.get(start)) {
              open.push(y * size.width() + x);
            }
          }
        }
      }
    }
    return part;
  }

  private static BitSet square(int from, int to) {
    BitSet bits = new BitSet();
    for (int y = from; y < to; y++) {
      bits.set(y * 20 + from, y * 20 + to);
    }
    return bits;
  }
}
