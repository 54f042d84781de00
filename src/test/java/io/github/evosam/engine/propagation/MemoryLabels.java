package io.github.evosam.engine.propagation;

import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Labels in memory. */
final class MemoryLabels implements LabelStack {
  private final List<LabelMap> slices = new ArrayList<>();

  MemoryLabels(ImageSize size, int count) {
    for (int i = 0; i < count; i++) {
      slices.add(LabelMap.of(size, new int[Math.toIntExact(size.area())]));
    }
  }

  @Override
  public int slices() {
    return slices.size();
  }

  @Override
  public LabelMap read(int slice) {
    return slices.get(slice);
  }

  @Override
  public void write(int slice, LabelMap labels) {
    slices.set(slice, labels);
  }

  /** The mask of an object, empty where it is not. */
  Mask of(int object, int slice) {
    LabelMap labels = slices.get(slice);
    return labels.masks().getOrDefault(object, Mask.of(labels.size(), new BitSet()));
  }

  /** The slices on which an object has pixels. */
  List<Integer> slicesOf(int object) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      if (!of(object, i).isEmpty()) {
        found.add(i);
      }
    }
    return found;
  }

  /** All labels, to compare. */
  List<int[]> values() {
    return slices.stream().map(LabelMap::toArray).toList();
  }
}
