package io.github.evosam.imagej.interactive;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * States that were, to go back and forward. Not safe for use by several threads.
 *
 * @param <S> immutable state
 */
final class History<S> {
  private final int limit;
  private final Deque<S> past = new ArrayDeque<>();
  private final Deque<S> future = new ArrayDeque<>();
  private S present;

  /**
   * A history that begins.
   *
   * @param limit number of steps back that are kept
   */
  History(S first, int limit) {
    present = first;
    this.limit = limit;
  }

  S present() {
    return present;
  }

  /** Makes a step; what was undone before is gone. */
  void step(S next) {
    past.push(present);
    if (past.size() > limit) {
      past.removeLast();
    }
    future.clear();
    present = next;
  }

  boolean canUndo() {
    return !past.isEmpty();
  }

  boolean canRedo() {
    return !future.isEmpty();
  }

  /** Goes a step back, if there is one. */
  void undo() {
    if (canUndo()) {
      future.push(present);
      present = past.pop();
    }
  }

  /** Goes a step forward again, if there is one. */
  void redo() {
    if (canRedo()) {
      past.push(present);
      present = future.pop();
    }
  }
}
