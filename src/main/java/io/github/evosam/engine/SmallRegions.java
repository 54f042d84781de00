package io.github.evosam.engine;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.util.BitSet;

/** Cleans small islands and holes out of a mask (official {@code remove_small_regions}). */
final class SmallRegions {
  private SmallRegions() {}

  /**
   * Removes islands and fills holes of fewer pixels than given; both are 8-connected. Background
   * that reaches the image's border counts like any other.
   *
   * @return the mask itself where nothing is small
   */
  static Mask clean(Mask mask, int minAreaPixels) {
    if (minAreaPixels <= 1 || mask.isEmpty()) {
      return mask;
    }
    BitSet filled = mask.toBitSet();
    BitSet background = mask.toBitSet();
    background.flip(0, Math.toIntExact(mask.size().area()));
    filled.or(small(mask.size(), background, minAreaPixels));
    filled.andNot(small(mask.size(), filled, minAreaPixels));
    return Mask.of(mask.size(), filled);
  }

  /** The pixels of all connected parts that are too small. */
  private static BitSet small(ImageSize size, BitSet bits, int minAreaPixels) {
    int[] labels = LabelMap.components(Mask.of(size, bits)).toArray();
    int[] areas = new int[labels.length + 1];
    for (int label : labels) {
      areas[label]++;
    }
    BitSet small = new BitSet();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] > 0 && areas[labels[i]] < minAreaPixels) {
        small.set(i);
      }
    }
    return small;
  }
}
