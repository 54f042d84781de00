package io.github.evosam.imagej.ui.session;

import io.github.evosam.imagej.ui.Screen;
import java.awt.EventQueue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;

/**
 * Asks the event thread every few milliseconds for a sign of life, and knows the longest that it
 * took, and how much of a wait the event thread computed: on a busy machine it may have waited for
 * a processor itself.
 */
final class EventStalls extends Thread {
  private static final int PAUSE_MILLIS = 5;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long eventThread;
  private Stall longest = Stall.NONE;

  /**
   * Longest waits.
   *
   * @param millis on the clock
   * @param computedMillis processor time of the event thread meanwhile
   */
  record Stall(double millis, double computedMillis) {
    static final Stall NONE = new Stall(0, 0);

    Stall max(Stall other) {
      return new Stall(
          Math.max(millis, other.millis), Math.max(computedMillis, other.computedMillis));
    }
  }

  private EventStalls() {
    super("event stalls");
    setDaemon(true);
  }

  /** Begins to ask. */
  static EventStalls watch() throws Exception {
    EventStalls stalls = new EventStalls();
    stalls.eventThread = Screen.onEventThread(() -> Thread.currentThread().getId());
    stalls.start();
    return stalls;
  }

  /** The longest waits since this was asked last. */
  synchronized Stall longest() {
    Stall before = longest;
    longest = Stall.NONE;
    return before;
  }

  private synchronized void add(Stall stall) {
    longest = longest.max(stall);
  }

  @Override
  public void run() {
    try {
      while (true) {
        CountDownLatch sign = new CountDownLatch(1);
        long start = System.nanoTime();
        long computed = threads.getThreadCpuTime(eventThread);
        EventQueue.invokeLater(sign::countDown);
        sign.await();
        add(
            new Stall(
                (System.nanoTime() - start) / 1e6,
                (threads.getThreadCpuTime(eventThread) - computed) / 1e6));
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      // no more is asked
    }
  }
}
