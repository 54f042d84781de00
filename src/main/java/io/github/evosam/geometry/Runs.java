package io.github.evosam.geometry;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Sets of pixel indices as runs: {@code start, end, start, end, …}, each end exclusive, rising, no
 * two runs touch. A set has exactly one such form.
 */
final class Runs {
  private Runs() {}

  /** The set bits. */
  static int[] of(BitSet bits) {
    RunList runs = new RunList();
    int end;
    for (int start = bits.nextSetBit(0); start >= 0; start = bits.nextSetBit(end)) {
      end = bits.nextClearBit(start);
      runs.add(start, end);
    }
    return runs.toArray();
  }

  /** The set of runs of rising starts, which may touch and overlap. */
  static int[] united(int[] rising) {
    int[] runs = new int[rising.length];
    int n = 0;
    for (int i = 0; i < rising.length; i += 2) {
      if (n > 0 && runs[n - 1] >= rising[i]) {
        runs[n - 1] = Math.max(runs[n - 1], rising[i + 1]);
      } else {
        runs[n++] = rising[i];
        runs[n++] = rising[i + 1];
      }
    }
    return Arrays.copyOf(runs, n);
  }

  /** What is in both sets. */
  static int[] common(int[] a, int[] b) {
    int[] runs = new int[a.length + b.length];
    int n = 0;
    for (int i = 0, k = 0; i < a.length && k < b.length; ) {
      int start = Math.max(a[i], b[k]);
      int end = Math.min(a[i + 1], b[k + 1]);
      if (start < end) {
        runs[n++] = start;
        runs[n++] = end;
      }
      if (a[i + 1] < b[k + 1]) {
        i += 2;
      } else {
        k += 2;
      }
    }
    return Arrays.copyOf(runs, n);
  }

  /** What is in the first set and not in the second. */
  static int[] difference(int[] a, int[] b) {
    RunList rest = new RunList();
    int k = 0;
    for (int i = 0; i < a.length; i += 2) {
      int start = a[i];
      for (; k < b.length && b[k] < a[i + 1]; k += 2) {
        if (b[k] > start) {
          rest.add(start, b[k]);
        }
        start = Math.max(start, b[k + 1]);
        if (b[k + 1] > a[i + 1]) {
          break; // it reaches into the next run
        }
      }
      if (start < a[i + 1]) {
        rest.add(start, a[i + 1]);
      }
    }
    return rest.toArray();
  }

  /** Adds what is not in a set of the indices {@code [start, end)}. */
  static void addFree(int start, int end, BitSet taken, RunList free) {
    int stop;
    for (int from = taken.nextClearBit(start); from < end; from = taken.nextClearBit(stop)) {
      int next = taken.nextSetBit(from);
      stop = next < 0 ? end : Math.min(end, next);
      free.add(from, stop);
    }
  }

  /** Number of indices in the set. */
  static int count(int[] runs) {
    int count = 0;
    for (int i = 0; i < runs.length; i += 2) {
      count += runs[i + 1] - runs[i];
    }
    return count;
  }

  /** Where the first run begins that ends after an index. */
  static int firstEndingAfter(int[] runs, int index) {
    int at = Arrays.binarySearch(runs, index + 1);
    int next = at >= 0 ? at : -(at + 1);
    return next % 2 == 0 ? next : next - 1;
  }

  /** Whether an index is in the set. */
  static boolean contains(int[] runs, int index) {
    int at = Arrays.binarySearch(runs, index);
    return at >= 0 ? at % 2 == 0 : -(at + 1) % 2 == 1;
  }
}
