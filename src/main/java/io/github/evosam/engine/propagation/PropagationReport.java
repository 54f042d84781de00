package io.github.evosam.engine.propagation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which objects were found and why they were not beyond; grows while a propagation runs. */
public final class PropagationReport {
  private final SortedSet<Integer> objects = new TreeSet<>();
  private final List<PathEnd> ends = new ArrayList<>();

  PropagationReport() {}

  void found(int object) {
    objects.add(object);
  }

  void ended(PathEnd end) {
    ends.add(end);
  }

  void take(PropagationReport other) {
    objects.addAll(other.objects);
    ends.addAll(other.ends);
  }

  /** The objects that were found on any slice, by number. */
  public SortedSet<Integer> objects() {
    return Collections.unmodifiableSortedSet(objects);
  }

  /** Where ways came to an end, in the order in which they did. */
  public List<PathEnd> ends() {
    return List.copyOf(ends);
  }
}
