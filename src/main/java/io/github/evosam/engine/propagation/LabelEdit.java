package io.github.evosam.engine.propagation;

import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;

/** Changes of a slice's labels, which do not depend on the order in which objects come. */
final class LabelEdit {
  private LabelEdit() {}

  /** Labels to which objects were added; where objects overlap, the lowest number has the pixel. */
  static LabelMap added(LabelMap labels, Map<Integer, Mask> objects) {
    int[] pixels = labels.toArray();
    objects.forEach(
        (object, mask) -> {
          BitSet bits = mask.toBitSet();
          for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            pixels[i] = pixels[i] == 0 ? object : Math.min(pixels[i], object);
          }
        });
    return LabelMap.of(labels.size(), pixels);
  }

  /** Labels without some objects. */
  static LabelMap without(LabelMap labels, Set<Integer> objects) {
    int[] pixels = labels.toArray();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = objects.contains(pixels[i]) ? 0 : pixels[i];
    }
    return LabelMap.of(labels.size(), pixels);
  }
}
