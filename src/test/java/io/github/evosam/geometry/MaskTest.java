package io.github.evosam.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A mask is the set of its pixels, however it was made. */
class MaskTest {
  private static final ImageSize SIZE = new ImageSize(37, 23);

  @Test
  void answersAsTheBitsItWasMadeOf() {
    for (int seed = 0; seed < 50; seed++) {
      BitSet a = bits(seed, 0.1 + 0.016 * seed);
      BitSet b = bits(seed + 1000, 0.5);
      Mask mask = Mask.of(SIZE, a);
      assertEquals(a, mask.toBitSet());
      assertEquals(a.cardinality(), mask.areaPixels());
      for (int i = -1; i <= SIZE.area(); i++) {
        int x = Math.floorMod(i, SIZE.width());
        int y = Math.floorDiv(i, SIZE.width());
        assertEquals(i >= 0 && a.get(i), mask.contains(x, y));
      }
      BitSet both = (BitSet) a.clone();
      both.and(b);
      assertEquals(both, mask.cutTo(Mask.of(SIZE, b)).toBitSet());
      assertEquals(both.cardinality(), mask.intersectionPixels(Mask.of(SIZE, b)));
    }
  }

  @Test
  void partsUnionsAndDifferencesAreThoseOfTheBits() {
    ImageSize part = new ImageSize(12, 9);
    for (int seed = 0; seed < 30; seed++) {
      BitSet a = bits(seed, 0.3);
      BitSet b = bits(seed + 500, 0.4);
      BitSet either = (BitSet) a.clone();
      either.or(b);
      BitSet rest = (BitSet) a.clone();
      rest.andNot(b);
      Mask mask = Mask.of(SIZE, a);
      assertEquals(either, Mask.union(List.of(mask, Mask.of(SIZE, b))).toBitSet());
      assertEquals(rest, mask.without(b).toBitSet());
      assertEquals(mask.without(b), mask.without(Mask.of(SIZE, b)));
      Mask cropped = mask.crop(seed % 20, seed % 14, part);
      for (int i = 0; i < part.area(); i++) {
        int x = seed % 20 + i % part.width();
        int y = seed % 14 + i / part.width();
        assertEquals(mask.contains(x, y), cropped.toBitSet().get(i));
      }
      assertEquals(cropped, cropped.placed(SIZE, 20, 10).crop(20, 10, part));
    }
  }

  @Test
  void equalsTheSamePixelsMadeOtherwise() {
    Mask ofBits = Mask.of(SIZE, bits(3, 0.6));
    boolean[] values = new boolean[(int) SIZE.area()];
    float[] logits = new float[values.length];
    RunList runs = new RunList();
    for (int i = 0; i < values.length; i++) {
      values[i] = ofBits.toBitSet().get(i);
      logits[i] = values[i] ? 0.1f : 0;
      if (values[i]) {
        runs.add(i, i + 1); // runs that touch
      }
    }
    for (Mask same :
        List.of(
            Mask.of(SIZE, values),
            Mask.above(SIZE, logits, 0),
            Mask.ofRuns(SIZE, runs.toArray()))) {
      assertEquals(ofBits, same);
      assertEquals(ofBits.hashCode(), same.hashCode());
    }
    assertNotEquals(ofBits, Mask.of(SIZE, bits(4, 0.6)));
  }

  @Test
  void boundsAreTight() {
    BitSet bits = new BitSet();
    bits.set(3 * 37 + 30, 4 * 37 + 5); // from one row into the next
    bits.set(7 * 37 + 12);
    assertEquals(new BoxPrompt(0, 3, 36, 7), Mask.of(SIZE, bits).boundingBox().orElseThrow());
    bits.clear();
    bits.set(9 * 37 + 11, 9 * 37 + 14);
    assertEquals(new BoxPrompt(11, 9, 13, 9), Mask.of(SIZE, bits).boundingBox().orElseThrow());
  }

  @Test
  void rowRunsEndWithTheirRow() {
    Mask mask = Mask.ofRuns(SIZE, new int[] {36, 80, 100, 111});
    StringBuilder rows = new StringBuilder();
    mask.forEachRowRun((start, end) -> rows.append(start).append('-').append(end).append(' '));
    assertEquals("36-37 37-74 74-80 100-111 ", rows.toString());
  }

  @Test
  void refusesRunsThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> Mask.ofRuns(SIZE, new int[] {5, 9, 8, 12}));
    assertThrows(IllegalArgumentException.class, () -> Mask.ofRuns(SIZE, new int[] {5, 5}));
    assertThrows(
        IllegalArgumentException.class,
        () -> Mask.ofRuns(SIZE, new int[] {5, (int) SIZE.area() + 1}));
  }

  private static BitSet bits(int seed, double share) {
    Random random = new Random(seed);
    BitSet bits = new BitSet();
    for (int i = 0; i < SIZE.area(); i++) {
      bits.set(i, random.nextDouble() < share);
    }
    return bits;
  }
}
