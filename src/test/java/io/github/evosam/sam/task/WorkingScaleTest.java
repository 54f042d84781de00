package io.github.evosam.sam.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingScaleTest {
  private static final int SIDE = 100;

  @ParameterizedTest
  @ValueSource(ints = {101, 150, 175, 176, 512, 20_000})
  void tilesReachFromEndToEndAndOverlap(int length) {
    List<Integer> offsets = new WorkingScale(SIDE).offsets(length);
    assertThat(offsets.get(0)).isZero();
    assertThat(offsets.get(offsets.size() - 1)).isEqualTo(length - SIDE);
    for (int i = 1; i < offsets.size(); i++) {
      // rounding may take one pixel
      assertThat(offsets.get(i) - offsets.get(i - 1)).isBetween(1, SIDE * 3 / 4 + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 99, 100})
  void oneTileHoldsAnAxisThatFits(int length) {
    assertThat(new WorkingScale(SIDE).offsets(length)).containsExactly(0);
  }

  @Test
  void aTileNeedsPixels() {
    assertThatThrownBy(() -> new WorkingScale(0)).hasMessageContaining("0");
  }
}
