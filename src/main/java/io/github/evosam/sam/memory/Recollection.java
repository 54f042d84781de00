package io.github.evosam.sam.memory;

import java.util.List;

/**
 * What is remembered of an object for one slice.
 *
 * @param seen memories of whole slices
 * @param pointers to the object
 * @param longestDistance of a pointer in this stack, slices
 */
record Recollection(List<Seen> seen, List<Pointer> pointers, int longestDistance) {

  /**
   * A slice.
   *
   * @param slot 0 for what the user spoke of; else 1 for the earliest, and one less than the number
   *     of slots for the slice just passed
   */
  record Seen(int slot, Memory memory) {}

  /**
   * A pointer.
   *
   * @param distance to its slice, in slices, positive for those passed
   */
  record Pointer(int distance, Memory memory) {}
}
