package io.github.evosam.engine.propagation;

import java.util.Collection;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which prompted slice of an object speaks for a slice: the nearest one, of two equally near ones
 * the lower, among those that no slice lies between on which the object is said to be absent. So
 * the result depends on what was said, not on the order in which it was.
 */
final class NearestPromptedSlice {
  private final SortedSet<Integer> prompted;
  private final SortedSet<Integer> absent;

  /**
   * The territories of one object.
   *
   * @param prompted slices with prompts
   * @param absent slices without the object
   */
  NearestPromptedSlice(Collection<Integer> prompted, Collection<Integer> absent) {
    this.prompted = new TreeSet<>(prompted);
    this.absent = new TreeSet<>(absent);
  }

  /** The prompted slice that speaks for a slice; empty if none does. */
  OptionalInt owner(int slice) {
    if (absent.contains(slice)) {
      return OptionalInt.empty();
    }
    int best = -1;
    for (int candidate : prompted) {
      boolean nearer = best < 0 || Math.abs(candidate - slice) < Math.abs(best - slice);
      if (nearer && !isDivided(candidate, slice)) {
        best = candidate;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** Whether the object is said to be absent on the slice. */
  boolean isAbsent(int slice) {
    return absent.contains(slice);
  }

  private boolean isDivided(int a, int b) {
    return !absent.subSet(Math.min(a, b), Math.max(a, b) + 1).isEmpty();
  }
}
