package io.github.evosam.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Components found row by row are those of the whole mask. */
class ComponentScanTest {
  private static final ImageSize SIZE = new ImageSize(61, 43);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.2, 0.35, 0.45, 0.6, 0.9, 1})
  void areThoseOfTheWholeMask(double share) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      BitSet bits = new BitSet();
      double[] weights = new double[(int) SIZE.area()];
      for (int i = 0; i < weights.length; i++) {
        bits.set(i, random.nextDouble() < share);
        weights[i] = random.nextDouble();
      }
      requireEqual(Mask.of(SIZE, bits), weights, 1);
      requireEqual(Mask.of(SIZE, bits), weights, 6);
    }
  }

  /** Two arms of a spiral that meet only in its last row, and a comb whose teeth hang together. */
  @Test
  void armsThatMeetLateAreOne() {
    BitSet bits = new BitSet();
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        boolean last = y == SIZE.height() - 1;
        bits.set(y * SIZE.width() + x, x % 2 == 0 || last);
      }
    }
    Mask comb = Mask.of(SIZE, bits);
    List<ComponentScan.Component> found = scan(comb, new double[(int) SIZE.area()], 1);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).mask()).isEqualTo(comb);
  }

  private static void requireEqual(Mask mask, double[] weights, int minAreaPixels) {
    List<Mask> expected =
        LabelMap.components(mask).masks().values().stream()
            .filter(part -> part.areaPixels() >= minAreaPixels)
            .toList();
    List<ComponentScan.Component> found = scan(mask, weights, minAreaPixels);
    assertThat(found).extracting(ComponentScan.Component::mask).isEqualTo(expected);
    for (ComponentScan.Component part : found) {
      double mean =
          part.mask().toBitSet().stream().mapToDouble(i -> weights[i]).average().orElseThrow();
      assertThat(part.meanWeight()).isCloseTo(mean, within(1e-12));
    }
  }

  private static List<ComponentScan.Component> scan(
      Mask mask, double[] weights, int minAreaPixels) {
    ComponentScan scan = new ComponentScan(SIZE, minAreaPixels);
    for (int y = 0; y < SIZE.height(); y++) {
      int first = y * SIZE.width();
      scan.addRow(mask.row(y), x -> weights[first + x]);
    }
    return scan.finish();
  }
}
