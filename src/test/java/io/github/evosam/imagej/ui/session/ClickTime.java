package io.github.evosam.imagej.ui.session;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How long something took.
 *
 * @param millis on the clock
 * @param computedMillis processor time of the model's thread
 */
record ClickTime(double millis, double computedMillis) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** What is measured. */
  @FunctionalInterface
  interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  /** Measures work for which a thread runs the model. */
  static ClickTime of(long thread, Work work) throws Exception {
    long computed = THREADS.getThreadCpuTime(thread);
    long start = System.nanoTime();
    work.run();
    double millis = (System.nanoTime() - start) / 1e6;
    return new ClickTime(millis, (THREADS.getThreadCpuTime(thread) - computed) / 1e6);
  }
}
