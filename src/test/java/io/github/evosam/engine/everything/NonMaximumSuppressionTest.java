package io.github.evosam.engine.everything;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of masks that overlap. */
class NonMaximumSuppressionTest {
  private static final ImageSize SIZE = new ImageSize(100, 60);
  private static final NonMaximumSuppression RIVALRY =
      new NonMaximumSuppression(EverythingOptions.DEFAULT);

  @Test
  void ofDoublesTheSurerStays() {
    SegmentedObject sure = object(10, 10, 20, 0.9);
    assertThat(RIVALRY.settle(SIZE, List.of(object(11, 10, 20, 0.7), sure))).containsExactly(sure);
  }

  @Test
  void theSurerTakesSharedPixels() {
    SegmentedObject sure = object(10, 10, 20, 0.9);
    List<SegmentedObject> settled = RIVALRY.settle(SIZE, List.of(object(25, 10, 20, 0.5), sure));
    assertThat(settled).hasSize(2);
    assertThat(settled.get(0)).isEqualTo(sure);
    assertThat(settled.get(1).mask().areaPixels()).isEqualTo(15 * 20);
    assertThat(settled.get(1).mask().intersectionPixels(sure.mask())).isZero();
  }

  @Test
  void whatLosesMostOfItsPixelsIsNoObject() {
    SegmentedObject sure = object(10, 10, 30, 0.9);
    assertThat(RIVALRY.settle(SIZE, List.of(sure, object(30, 10, 15, 0.8)))).containsExactly(sure);
  }

  private static SegmentedObject object(int x, int y, int side, double iou) {
    BitSet bits = new BitSet();
    for (int row = y; row < y + side; row++) {
      bits.set(row * SIZE.width() + x, row * SIZE.width() + x + side);
    }
    return new SegmentedObject(Mask.of(SIZE, bits), iou);
  }
}
