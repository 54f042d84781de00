package io.github.evosam.geometry;

import java.util.Arrays;

/** Runs of pixels that grow in number; in the order in which they came. */
final class RunList {
  private int[] runs = new int[8];
  private int length;

  /** Adds the pixels {@code [start, end)}. */
  void add(int start, int end) {
    if (length == runs.length) {
      runs = Arrays.copyOf(runs, Math.multiplyExact(2, length));
    }
    runs[length++] = start;
    runs[length++] = end;
  }

  /** Adds all runs of another list. */
  void addAll(RunList other) {
    runs = length + other.length > runs.length ? Arrays.copyOf(runs, room(other)) : runs;
    System.arraycopy(other.runs, 0, runs, length, other.length);
    length += other.length;
  }

  private int room(RunList other) {
    return Math.addExact(length, Math.max(length, other.length));
  }

  /** Number of runs. */
  int count() {
    return length / 2;
  }

  /** The runs as they came: {@code start, end, start, end, …}. */
  int[] toArray() {
    return Arrays.copyOf(runs, length);
  }

  /** The runs by rising start. */
  int[] sorted() {
    long[] keys = new long[count()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) runs[2 * i] << Integer.SIZE | runs[2 * i + 1];
    }
    Arrays.sort(keys);
    int[] sorted = new int[length];
    for (int i = 0; i < keys.length; i++) {
      sorted[2 * i] = (int) (keys[i] >>> Integer.SIZE);
      sorted[2 * i + 1] = (int) keys[i];
    }
    return sorted;
  }
}
