package io.github.evosam.imagej.interactive;

import java.util.ArrayDeque;
import java.util.Deque;

/** Steps that wait for each other's answers, in their order; at most one is being answered. */
final class StepQueue {
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private ModelWorker.Job running;

  /** Adds a step, which is taken at once if none is before it. */
  void add(Runnable step) {
    waiting.add(step);
    next();
  }

  /** Says that the step that was taken last is being answered; the next ones wait. */
  void await(ModelWorker.Job job) {
    running = job;
  }

  /** Says that the answer has come; {@link #next} goes on. */
  void answered() {
    running = null;
  }

  /** Takes the steps that wait, until one needs an answer. */
  void next() {
    while (running == null && !waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  /** Whether no step waits or is being answered. */
  boolean isEmpty() {
    return running == null && waiting.isEmpty();
  }

  /** Drops all steps, the one that is being answered, too. */
  void drop() {
    if (running != null) {
      running.cancel();
      running = null;
    }
    waiting.clear();
  }
}
