package io.github.evosam.engine.propagation;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import java.util.BitSet;

/** Masks and what lies near them. */
final class MaskGrowth {
  private MaskGrowth() {}

  /** All pixels that are at most so many steps to the left, right, up or down from the mask. */
  static Mask grown(Mask mask, int steps) {
    ImageSize size = mask.size();
    BitSet all = mask.toBitSet();
    BitSet border = all;
    for (int step = 0; step < steps; step++) {
      BitSet next = new BitSet();
      for (int i = border.nextSetBit(0); i >= 0; i = border.nextSetBit(i + 1)) {
        addNeighbours(i, size, next);
      }
      next.andNot(all);
      all.or(next);
      border = next;
    }
    return Mask.of(size, all);
  }

  private static void addNeighbours(int pixel, ImageSize size, BitSet neighbours) {
    int x = pixel % size.width();
    int y = pixel / size.width();
    if (x > 0) {
      neighbours.set(pixel - 1);
    }
    if (x < size.width() - 1) {
      neighbours.set(pixel + 1);
    }
    if (y > 0) {
      neighbours.set(pixel - size.width());
    }
    if (y < size.height() - 1) {
      neighbours.set(pixel + size.width());
    }
  }
}
