package io.github.evosam.engine.evaluation;

import io.github.evosam.geometry.LabelMap;
import io.github.evosam.learning.InstanceMatching;
import java.util.ArrayList;
import java.util.List;

/**
 * How many objects were found.
 *
 * @param found number of objects in the result
 * @param truth number of true objects
 * @param truePositives pairs of a found and a true object, for each IoU of {@link #IOU_PERCENTS}
 */
public record InstanceScores(int found, int truth, List<Integer> truePositives) {
  /** The overlaps, percent, from which on two objects count as the same: 50, 55, … 95. */
  public static final List<Integer> IOU_PERCENTS = List.of(50, 55, 60, 65, 70, 75, 80, 85, 90, 95);

  /** Nothing found where nothing is. */
  static final InstanceScores NONE =
      new InstanceScores(0, 0, IOU_PERCENTS.stream().map(percent -> 0).toList());

  /** Checks that there is a number for each overlap. */
  public InstanceScores {
    truePositives = List.copyOf(truePositives);
    if (truePositives.size() != IOU_PERCENTS.size()) {
      throw new IllegalArgumentException(
          "%d overlaps need as many numbers of pairs, but %d came"
              .formatted(IOU_PERCENTS.size(), truePositives.size()));
    }
  }

  static InstanceScores of(LabelMap found, LabelMap truth) {
    InstanceMatching matching = InstanceMatching.of(found, truth);
    return new InstanceScores(
        matching.found(),
        matching.truth(),
        IOU_PERCENTS.stream().map(matching::truePositives).toList());
  }

  /** The numbers of both together. */
  InstanceScores plus(InstanceScores other) {
    List<Integer> sum = new ArrayList<>();
    for (int i = 0; i < truePositives.size(); i++) {
      sum.add(truePositives.get(i) + other.truePositives.get(i));
    }
    return new InstanceScores(found + other.found, truth + other.truth, sum);
  }

  /**
   * Average precision: pairs over pairs, missed and wrong objects together, {@code TP / (TP + FN +
   * FP)} (as the Data Science Bowl 2018 and Cellpose define it). 1 if there is no object in either.
   *
   * @param iouPercent one of {@link #IOU_PERCENTS}
   * @throws IllegalArgumentException for another overlap
   */
  public double averagePrecision(int iouPercent) {
    int index = IOU_PERCENTS.indexOf(iouPercent);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Objects are matched at an IoU of %s %%, not of %d".formatted(IOU_PERCENTS, iouPercent));
    }
    int pairs = truePositives.get(index);
    int all = found + truth - pairs;
    return all == 0 ? 1 : (double) pairs / all;
  }

  /** The mean of {@link #averagePrecision} over all overlaps. */
  public double meanAveragePrecision() {
    return IOU_PERCENTS.stream().mapToDouble(this::averagePrecision).average().orElseThrow();
  }
}
