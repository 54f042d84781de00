package io.github.evosam.learning;

import io.github.evosam.geometry.LabelMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which found object is which true one: pairs of an IoU of at least 0.5, each object in one pair at
 * most.
 *
 * <p>Above 0.5 no object can have two partners. At exactly 0.5 it can, but then these two are its
 * halves and have no other partner, so that taking the best pairs first gives as many pairs as any
 * assignment could.
 *
 * @param found number of found objects
 * @param truth number of true objects
 * @param pairs matched objects, the best first
 */
public record InstanceMatching(int found, int truth, List<Pair> pairs) {
  private static final int PERCENT = 100;

  /** Freezes the list. */
  public InstanceMatching {
    pairs = List.copyOf(pairs);
  }

  /**
   * Two objects that overlap.
   *
   * @param intersectionPixels pixels in both
   * @param unionPixels pixels in either
   */
  public record Pair(long intersectionPixels, long unionPixels) {
    /** Whether the IoU is at least that many percent, without rounding. */
    boolean reaches(int iouPercent) {
      return intersectionPixels * PERCENT >= iouPercent * unionPixels;
    }

    private double iou() {
      return (double) intersectionPixels / unionPixels;
    }
  }

  private record Candidate(int found, int truth, Pair pair) {}

  /**
   * Matches the objects of two label maps.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public static InstanceMatching of(LabelMap found, LabelMap truth) {
    if (!found.size().equals(truth.size())) {
      throw new IllegalArgumentException(
          "Labels of different size cannot be compared: %s and %s"
              .formatted(found.size(), truth.size()));
    }
    int[] a = found.toArray();
    int[] b = truth.toArray();
    Map<Integer, Integer> areasA = areas(a);
    Map<Integer, Integer> areasB = areas(b);
    List<Candidate> candidates = candidates(a, b, areasA, areasB);
    return new InstanceMatching(areasA.size(), areasB.size(), matched(candidates));
  }

  private static Map<Integer, Integer> areas(int[] labels) {
    Map<Integer, Integer> areas = new HashMap<>();
    for (int label : labels) {
      if (label > 0) {
        areas.merge(label, 1, Integer::sum);
      }
    }
    return areas;
  }

  private static List<Candidate> candidates(
      int[] a, int[] b, Map<Integer, Integer> areasA, Map<Integer, Integer> areasB) {
    Map<Long, Integer> overlaps = new HashMap<>();
    for (int i = 0; i < a.length; i++) {
      if (a[i] > 0 && b[i] > 0) {
        overlaps.merge((long) a[i] << Integer.SIZE | b[i], 1, Integer::sum);
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    overlaps.forEach(
        (labels, both) -> {
          int labelA = (int) (labels >> Integer.SIZE);
          int labelB = labels.intValue();
          Pair pair = new Pair(both, areasA.get(labelA) + areasB.get(labelB) - both);
          if (pair.reaches(PERCENT / 2)) {
            candidates.add(new Candidate(labelA, labelB, pair));
          }
        });
    return candidates;
  }

  private static List<Pair> matched(List<Candidate> candidates) {
    candidates.sort(
        Comparator.comparingDouble((Candidate c) -> -c.pair().iou())
            .thenComparingInt(Candidate::found)
            .thenComparingInt(Candidate::truth));
    Set<Integer> usedFound = new HashSet<>();
    Set<Integer> usedTruth = new HashSet<>();
    List<Pair> pairs = new ArrayList<>();
    for (Candidate c : candidates) {
      if (!usedFound.contains(c.found()) && !usedTruth.contains(c.truth())) {
        usedFound.add(c.found());
        usedTruth.add(c.truth());
        pairs.add(c.pair());
      }
    }
    return pairs;
  }

  /**
   * Number of pairs with an IoU of at least that many percent.
   *
   * @param iouPercent 50 to 100
   */
  public int truePositives(int iouPercent) {
    return (int) pairs.stream().filter(pair -> pair.reaches(iouPercent)).count();
  }
}
