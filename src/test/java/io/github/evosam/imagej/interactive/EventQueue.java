package io.github.evosam.imagej.interactive;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Stands for the event thread: the test's thread runs what was delivered. */
final class EventQueue implements Executor {
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable event) {
    events.add(event);
  }

  /** Runs events until something holds. */
  void runUntil(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.getAsBoolean()) {
      Runnable event = events.poll(50, TimeUnit.MILLISECONDS);
      if (event != null) {
        event.run();
      } else if (System.nanoTime() > end) {
        throw new AssertionError("What was waited for did not happen");
      }
    }
  }

  /** Runs the events that are there. */
  void runAll() {
    for (Runnable event = events.poll(); event != null; event = events.poll()) {
      event.run();
    }
  }
}
