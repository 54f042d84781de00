package io.github.evosam.imagej.stack;

import io.github.evosam.engine.propagation.LabelStack;
import io.github.evosam.geometry.LabelMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Changes of a label stack that take place all at once or not at all. Changed slices are kept in
 * memory until then.
 */
public final class PendingLabels implements LabelStack {
  private final LabelStack target;
  private final SortedMap<Integer, LabelMap> changed = new TreeMap<>();

  /** Changes of a stack, none yet. */
  public PendingLabels(LabelStack target) {
    this.target = target;
  }

  @Override
  public int slices() {
    return target.slices();
  }

  @Override
  public LabelMap read(int slice) {
    LabelMap labels = changed.get(slice);
    return labels == null ? target.read(slice) : labels;
  }

  @Override
  public void write(int slice, LabelMap labels) {
    changed.put(slice, labels);
  }

  /** Makes all changes. */
  public void commit() {
    changed.forEach(target::write);
    changed.clear();
  }
}
