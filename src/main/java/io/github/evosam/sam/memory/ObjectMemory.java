package io.github.evosam.sam.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All that is remembered of one object in one stack. Slices that the user spoke of stay; of others
 * only those that can still be of use: near the last one, or near one that the user spoke of, where
 * following may begin anew. So it does not grow with the stack.
 */
final class ObjectMemory implements AutoCloseable {
  /** Most pointers looked up, as in the official configurations. */
  private static final int MOST_POINTERS = 16;

  private final int slices;
  private final int slots;
  private final NavigableMap<Integer, Memory> spoken = new TreeMap<>();
  private final NavigableMap<Integer, Memory> passed = new TreeMap<>();

  /** The direction in which a slice was passed last: 1 to higher slices, −1 to lower ones. */
  private final Map<Integer, Integer> directions = new HashMap<>();

  /**
   * Nothing is remembered yet.
   *
   * @param slices of the stack
   * @param slots see {@link MemoryNetwork#slots}
   */
  ObjectMemory(int slices, int slots) {
    this.slices = slices;
    this.slots = slots;
  }

  /** Whether the user spoke of any slice. */
  boolean isKnown() {
    return !spoken.isEmpty();
  }

  /** Whether the user spoke of this slice. */
  boolean isSpoken(int slice) {
    return spoken.containsKey(slice);
  }

  /** What is remembered of a slice; null for nothing. */
  Memory at(int slice) {
    return spoken.containsKey(slice) ? spoken.get(slice) : passed.get(slice);
  }

  /** The direction in which a slice was passed; 0 if it was not. */
  int direction(int slice) {
    return directions.getOrDefault(slice, 0);
  }

  /** Remembers a slice that the user spoke of. */
  void speak(int slice, Memory memory) {
    close(spoken.put(slice, memory));
    close(passed.remove(slice));
  }

  /**
   * Remembers a slice that the object was followed to, and forgets what is of no more use.
   *
   * @param direction 1 to higher slices, −1 to lower ones
   */
  void pass(int slice, int direction, Memory memory) {
    close(passed.put(slice, memory));
    directions.put(slice, direction);
    passed
        .entrySet()
        .removeIf(
            entry -> {
              boolean useless = !isNear(entry.getKey(), slice);
              if (useless) {
                entry.getValue().close();
              }
              return useless;
            });
  }

  /** Notes that the way went over a slice that the user spoke of. */
  void passSpoken(int slice, int direction) {
    directions.put(slice, direction);
  }

  /** Forgets a slice that the user no longer speaks of. */
  void forget(int slice) {
    close(spoken.remove(slice));
    directions.remove(slice);
  }

  private boolean isNear(int slice, int current) {
    Integer below = spoken.floorKey(slice);
    Integer above = spoken.ceilingKey(slice);
    return Math.abs(slice - current) < MOST_POINTERS
        || below != null && slice - below < MOST_POINTERS
        || above != null && above - slice < MOST_POINTERS;
  }

  /**
   * What to look up for a slice: as many other slices that the user spoke of as there are slots,
   * the nearest; the slices just passed; and pointers of both, but none of slices that lie ahead.
   *
   * @param direction 1 to higher slices, −1 to lower ones
   */
  Recollection recall(int slice, int direction) {
    List<Integer> nearest = nearest(slice);
    List<Recollection.Seen> seen = new ArrayList<>();
    List<Recollection.Pointer> pointers = new ArrayList<>();
    for (int at : nearest) {
      int distance = (slice - at) * direction;
      seen.add(new Recollection.Seen(0, spoken.get(at)));
      if (distance >= 0) {
        pointers.add(new Recollection.Pointer(distance, spoken.get(at)));
      }
    }
    for (int slot = 1; slot < slots; slot++) {
      Memory memory = passed(slice - direction * (slots - slot), nearest);
      if (memory != null) {
        seen.add(new Recollection.Seen(slot, memory));
      }
    }
    int most = Math.min(slices, MOST_POINTERS);
    for (int distance = 1; distance < most; distance++) {
      Memory memory = passed(slice - direction * distance, nearest);
      if (memory != null) {
        pointers.add(new Recollection.Pointer(distance, memory));
      }
    }
    return new Recollection(seen, pointers, most - 1);
  }

  /** A slice that counts as passed: so do those that the user spoke of, if they are too many. */
  private Memory passed(int slice, List<Integer> nearest) {
    Memory memory = passed.get(slice);
    return memory == null && !nearest.contains(slice) ? spoken.get(slice) : memory;
  }

  private List<Integer> nearest(int slice) {
    return spoken.keySet().stream()
        .filter(at -> at != slice)
        .sorted(Comparator.comparingInt(at -> Math.abs(at - slice)))
        .limit(slots)
        .sorted()
        .toList();
  }

  private static void close(Memory memory) {
    if (memory != null) {
      memory.close();
    }
  }

  /** Number of slices that are remembered. */
  int size() {
    return spoken.size() + passed.size();
  }

  @Override
  public void close() {
    spoken.values().forEach(Memory::close);
    passed.values().forEach(Memory::close);
    spoken.clear();
    passed.clear();
    directions.clear();
  }
}
