package io.github.evosam.engine.everything;

import io.github.evosam.geometry.BoxPrompt;
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
   * @return an equal mask where nothing is small
   */
  static Mask clean(Mask mask, int minAreaPixels) {
    if (minAreaPixels <= 1 || mask.isEmpty()) {
      return mask;
    }
    Rectangle around = around(mask, minAreaPixels);
    return cleanWhole(mask.crop(around.x, around.y, around.size), minAreaPixels)
        .placed(mask.size(), around.x, around.y);
  }

  /** A part of an image. */
  private record Rectangle(int x, int y, ImageSize size) {}

  /**
   * The mask with so much background on each side that none is small that goes on beyond: it holds
   * all that has to be looked at, mostly little of the image.
   */
  private static Rectangle around(Mask mask, int marginPixels) {
    BoxPrompt box = mask.boundingBox().orElseThrow();
    int left = Math.max(0, (int) box.x0() - marginPixels);
    int top = Math.max(0, (int) box.y0() - marginPixels);
    int right = Math.min(mask.size().width() - 1, (int) box.x1() + marginPixels);
    int bottom = Math.min(mask.size().height() - 1, (int) box.y1() + marginPixels);
    return new Rectangle(left, top, new ImageSize(right - left + 1, bottom - top + 1));
  }

  private static Mask cleanWhole(Mask mask, int minAreaPixels) {
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
