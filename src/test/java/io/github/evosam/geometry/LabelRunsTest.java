package io.github.evosam.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels kept as runs are those of every pixel. */
class LabelRunsTest {
  private static final ImageSize SIZE = new ImageSize(29, 23);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02, 0.3, 0.7, 1})
  void areThoseOfMasksThatOverlap(double share) {
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      List<Mask> masks = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        masks.add(rectangle(random, share));
      }
      int[] numbers = {3, 4, 9, 11, 500};
      LabelPixels expected = LabelMap.drawn(SIZE, masks, numbers);
      LabelRuns runs = LabelRuns.of(masks, numbers);
      for (int i = 0; i < SIZE.area(); i++) {
        assertThat(runs.at(i)).isEqualTo(expected.at(i));
      }
      assertThat(runs.max()).isEqualTo(expected.max());
      for (int first : new int[] {0, 1, 29, 300}) {
        int[] row = new int[60];
        int[] same = new int[60];
        runs.copy(first, row);
        expected.copy(first, same);
        assertThat(row).isEqualTo(same);
      }
    }
  }

  @Test
  void aBigMapAnswersAsASmallOne() {
    ImageSize big = new ImageSize(2100, 2000);
    ImageSize part = new ImageSize(200, 100);
    List<Mask> masks = new ArrayList<>();
    Random random = new Random(4);
    for (int i = 0; i < 30; i++) {
      int x = random.nextInt(1900);
      int y = random.nextInt(1900);
      masks.add(rectangle(part, random).placed(big, x, y));
    }
    LabelMap labels = LabelMap.of(big, masks);
    LabelMap dense = LabelMap.of(big, labels.toArray());
    assertThat(labels.maxLabel()).isEqualTo(dense.maxLabel());
    assertThat(labels.masks()).isEqualTo(dense.masks());
    assertThat(labels.foreground()).isEqualTo(dense.foreground());
    ImageSize small = new ImageSize(70, 66);
    assertThat(labels.nearest(small).toArray()).isEqualTo(dense.nearest(small).toArray());
    assertThat(labels.crop(900, 800, part).toArray())
        .isEqualTo(dense.crop(900, 800, part).toArray());
    assertThat(LabelMap.components(labels.foreground()).foreground())
        .isEqualTo(labels.foreground());
  }

  private static Mask rectangle(ImageSize size, Random random) {
    BitSet bits = new BitSet();
    int width = 1 + random.nextInt(size.width());
    for (int y = 0; y < size.height(); y++) {
      bits.set(y * size.width(), y * size.width() + width);
    }
    return Mask.of(size, bits);
  }

  /** Some pixels of a rectangle. */
  private static Mask rectangle(Random random, double share) {
    int left = random.nextInt(SIZE.width());
    int top = random.nextInt(SIZE.height());
    BitSet bits = new BitSet();
    for (int y = top; y < SIZE.height(); y++) {
      for (int x = left; x < SIZE.width(); x++) {
        bits.set(y * SIZE.width() + x, random.nextDouble() < share);
      }
    }
    return Mask.of(SIZE, bits);
  }
}
