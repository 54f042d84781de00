package io.github.evosam.lab.continual.method;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How good a learner is at each of T tasks after each of them: R<sub>k,j</sub> is its score on the
 * test images of task j after it has learned tasks 0..k, the larger the better (Lopez-Paz &amp;
 * Ranzato 2017).
 *
 * <p>Only j ≤ k is known: row k has k + 1 scores. A learner that gets all tasks at once has empty
 * rows but for the last.
 *
 * @param rows T rows
 */
public record PerformanceMatrix(List<List<Double>> rows) {
  /** Checks that the rows form a triangle, and freezes them. */
  public PerformanceMatrix {
    rows = rows.stream().map(List::copyOf).toList();
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("A performance matrix needs the row of one task at least");
    }
    for (int k = 0; k < rows.size(); k++) {
      int scores = rows.get(k).size();
      boolean last = k == rows.size() - 1;
      if (scores != k + 1 && (last || scores != 0)) {
        throw new IllegalArgumentException(
            "Row %d of a performance matrix has %d scores, but %d tasks are learned by then"
                .formatted(k + 1, scores, k + 1));
      }
    }
  }

  /** Number of tasks T. */
  public int tasks() {
    return rows.size();
  }

  private List<Double> last() {
    return rows.get(tasks() - 1);
  }

  /** R<sub>T,j</sub> averaged over all tasks j (Lopez-Paz &amp; Ranzato 2017, ACC). */
  public double average() {
    return last().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /**
   * What learning later tasks did to earlier ones: R<sub>T,j</sub> − R<sub>j,j</sub>, averaged over
   * all tasks j but the last (Lopez-Paz &amp; Ranzato 2017, BWT). Negative where tasks are
   * forgotten.
   *
   * @return empty if there is one task only, or a row is missing
   */
  public OptionalDouble backwardTransfer() {
    return overEarlierTasks(j -> last().get(j) - rows.get(j).get(j));
  }

  /**
   * What was lost of the best that the learner ever knew: max<sub>j ≤ l &lt; T</sub>
   * R<sub>l,j</sub> − R<sub>T,j</sub>, averaged over all tasks j but the last (Chaudhry et al.
   * 2018, eq. 3). Negative where later tasks helped.
   *
   * @return empty if there is one task only, or a row is missing
   */
  public OptionalDouble forgetting() {
    return overEarlierTasks(j -> bestBefore(j) - last().get(j));
  }

  private double bestBefore(int task) {
    return IntStream.range(task, tasks() - 1)
        .mapToDouble(row -> rows.get(row).get(task))
        .max()
        .orElseThrow();
  }

  private OptionalDouble overEarlierTasks(java.util.function.IntToDoubleFunction measure) {
    if (rows.stream().anyMatch(List::isEmpty)) {
      return OptionalDouble.empty();
    }
    DoubleStream values = IntStream.range(0, tasks() - 1).mapToDouble(measure);
    return values.average();
  }
}
