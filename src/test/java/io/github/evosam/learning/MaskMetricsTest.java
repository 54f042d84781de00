package io.github.evosam.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class MaskMetricsTest {
  private static final ImageSize SIZE = new ImageSize(40, 30);

  @Test
  void equalMasksAgreeFully() {
    Mask mask = rectangle(3, 4, 20, 18);
    assertThat(MaskMetrics.of(mask, mask, 0)).isEqualTo(new MaskMetrics(1, 1, 0, 1));
  }

  @Test
  void aShiftedSquareHasTheDistanceOfItsShift() {
    MaskMetrics metrics = MaskMetrics.of(rectangle(5, 5, 14, 14), rectangle(8, 5, 17, 14), 2.5);
    assertThat(metrics.dice()).isCloseTo(0.7, within(1e-12));
    assertThat(metrics.iou()).isCloseTo(70.0 / 130, within(1e-12));
    assertThat(metrics.hd95Pixels()).isEqualTo(3);
    assertThat(metrics.surfaceDice()).isBetween(0.3, 0.8);
    assertThat(MaskMetrics.of(rectangle(5, 5, 14, 14), rectangle(8, 5, 17, 14), 3).surfaceDice())
        .isEqualTo(1);
  }

  @Test
  void twoEmptyMasksAgree() {
    Mask empty = Mask.of(SIZE, new BitSet());
    assertThat(MaskMetrics.of(empty, empty, 1)).isEqualTo(new MaskMetrics(1, 1, 0, 1));
    assertThat(MaskMetrics.dice(empty, empty)).isEqualTo(1);
  }

  @Test
  void oneEmptyMaskIsAsFarAsTheImageIsWide() {
    Mask empty = Mask.of(SIZE, new BitSet());
    assertThat(MaskMetrics.of(empty, rectangle(1, 1, 3, 3), 1))
        .isEqualTo(new MaskMetrics(0, 0, 50, 0));
  }

  @Test
  void masksOfOtherSizesAreRefused() {
    Mask other = Mask.of(new ImageSize(4, 4), new BitSet());
    assertThatThrownBy(() -> MaskMetrics.of(other, rectangle(1, 1, 2, 2), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("40 x 30")
        .hasMessageContaining("4 x 4");
  }

  static Mask rectangle(int x0, int y0, int x1, int y1) {
    BitSet bits = new BitSet();
    for (int y = y0; y <= y1; y++) {
      bits.set(y * SIZE.width() + x0, y * SIZE.width() + x1 + 1);
    }
    return Mask.of(SIZE, bits);
  }
}
