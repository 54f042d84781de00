package io.github.evosam.engine.propagation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where objects were found and why they were not beyond; grows while a propagation runs. */
public final class PropagationReport {
  private final SortedMap<Integer, SortedMap<Integer, Double>> predictedIou = new TreeMap<>();
  private final List<PathEnd> ends = new ArrayList<>();

  PropagationReport() {}

  void found(int object, int slice, double iou) {
    predictedIou.computeIfAbsent(object, o -> new TreeMap<>()).merge(slice, iou, Math::max);
  }

  void ended(PathEnd end) {
    ends.add(end);
  }

  void take(PropagationReport other) {
    other.predictedIou.forEach(
        (object, slices) -> slices.forEach((slice, iou) -> found(object, slice, iou)));
    ends.addAll(other.ends);
  }

  /** The objects that were found on any slice, by number. */
  public SortedSet<Integer> objects() {
    return new TreeSet<>(predictedIou.keySet());
  }

  /** The slices that an object was found on in this run; none for an unknown number. */
  public SortedSet<Integer> slices(int object) {
    return new TreeSet<>(predictedIou.getOrDefault(object, new TreeMap<>()).keySet());
  }

  /** The model's estimate of a mask's quality, about 0..1; empty where there is none. */
  public OptionalDouble predictedIou(int object, int slice) {
    Double iou = predictedIou.getOrDefault(object, new TreeMap<>()).get(slice);
    return iou == null ? OptionalDouble.empty() : OptionalDouble.of(iou);
  }

  /** Where ways came to an end, in the order in which they did. */
  public List<PathEnd> ends() {
    return List.copyOf(ends);
  }
}
