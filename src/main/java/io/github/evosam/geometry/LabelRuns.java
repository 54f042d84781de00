package io.github.evosam.geometry;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Labels as runs of pixels, for images too large for a number in each pixel.
 *
 * @param starts first pixel of each run, rising
 * @param ends pixel after each run
 * @param labels of each run
 */
record LabelRuns(int[] starts, int[] ends, int[] labels) implements LabelPixels {

  /**
   * The labels of masks; where two overlap, the earlier one keeps the pixel.
   *
   * @param numbers of the masks, positive
   */
  static LabelRuns of(List<Mask> masks, int[] numbers) {
    RunList runs = new RunList();
    BitSet taken = new BitSet();
    int[] runsUpTo = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      Mask mask = masks.get(i);
      mask.forEachRun((start, end) -> Runs.addFree(start, end, taken, runs));
      mask.forEachRun(taken::set);
      runsUpTo[i] = runs.count();
    }
    return sorted(runs.toArray(), runsUpTo, numbers);
  }

  private static LabelRuns sorted(int[] runs, int[] runsUpTo, int[] numbers) {
    long[] order = new long[runs.length / 2]; // start, then index
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) runs[2 * i] << Integer.SIZE | i;
    }
    int[] labels = new int[order.length];
    for (int mask = 0, i = 0; mask < numbers.length; mask++) {
      for (; i < runsUpTo[mask]; i++) {
        labels[i] = numbers[mask];
      }
    }
    Arrays.sort(order);
    LabelRuns sorted =
        new LabelRuns(new int[order.length], new int[order.length], new int[order.length]);
    for (int i = 0; i < order.length; i++) {
      int from = (int) order[i];
      sorted.starts[i] = runs[2 * from];
      sorted.ends[i] = runs[2 * from + 1];
      sorted.labels[i] = labels[from];
    }
    return sorted;
  }

  @Override
  public int at(int index) {
    int run = runAt(index);
    return run >= 0 && index < ends[run] ? labels[run] : 0;
  }

  /** The last run that starts at or before a pixel; −1 if there is none. */
  private int runAt(int index) {
    int at = Arrays.binarySearch(starts, index);
    return at >= 0 ? at : -at - 2;
  }

  @Override
  public void copy(int first, int[] into) {
    Arrays.fill(into, 0);
    int last = first + into.length;
    for (int run = Math.max(0, runAt(first)); run < starts.length && starts[run] < last; run++) {
      int from = Math.max(first, starts[run]);
      int to = Math.min(last, ends[run]);
      if (from < to) {
        Arrays.fill(into, from - first, to - first, labels[run]);
      }
    }
  }

  @Override
  public int max() {
    return Arrays.stream(labels).max().orElse(0);
  }
}
