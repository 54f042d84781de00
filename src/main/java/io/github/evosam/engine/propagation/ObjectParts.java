package io.github.evosam.engine.propagation;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** The connected parts of an object on one slice. */
final class ObjectParts {
  /** An object in more parts is followed in the largest of them. */
  static final int MOST = 16;

  private ObjectParts() {}

  /**
   * The 8-connected parts of a mask that are large enough, the largest first, at most {@link
   * #MOST}.
   */
  static List<Mask> of(Mask mask, int minAreaPixels) {
    return LabelMap.components(mask).masks().values().stream()
        .filter(part -> part.areaPixels() >= minAreaPixels)
        .sorted(Comparator.comparingInt(Mask::areaPixels).reversed())
        .limit(MOST)
        .toList();
  }

  /** All pixels of the parts. */
  static Mask union(ImageSize size, List<Mask> parts) {
    BitSet all = new BitSet();
    parts.forEach(part -> all.or(part.toBitSet()));
    return Mask.of(size, all);
  }
}
