package io.github.evosam.engine.model;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets work take as many threads for a layer as there are cores that nothing else keeps busy. With
 * more, an answer takes ten times as long, since at the end of each layer the threads wait for the
 * one that has no core.
 *
 * <p>How many threads share a layer changes its numbers in the last bits. So this is for answers
 * that a person waits for and judges, not for results that are to be made again.
 */
public final class FreeCores {
  /** In shorter times the system's counters tell too little, nanoseconds. */
  private static final long LEAST_NANOS = 200_000_000;

  /** Part of a core that others may use without it counting as taken. */
  private static final double TOLERANCE = 0.25;

  /** What the system tells of its processors since it was last asked. */
  interface Load {
    /** Part of all cores' time that was used, 0..1; negative if that is not known. */
    double ofSystem();

    /** The same of this process alone. */
    double ofProcess();
  }

  private final Load load;
  private final LongSupplier nanoTime;
  private final int cores;
  private long asked;
  private int free;

  FreeCores(Load load, LongSupplier nanoTime, int cores) {
    this.load = load;
    this.nanoTime = nanoTime;
    this.cores = cores;
    free = cores;
    asked = nanoTime.getAsLong();
    load.ofSystem(); // what was before does not count
    load.ofProcess();
  }

  /** The cores of this machine, looked at from now on. */
  public static FreeCores ofMachine() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Load load =
        new Load() {
          @Override
          public double ofSystem() {
            return system.getCpuLoad();
          }

          @Override
          public double ofProcess() {
            return system.getProcessCpuLoad();
          }
        };
    return new FreeCores(load, System::nanoTime, system.getAvailableProcessors());
  }

  /** How many cores were free since this was last asked, at least 1. */
  int count() {
    long now = nanoTime.getAsLong();
    if (now - asked >= LEAST_NANOS) {
      asked = now;
      double others = cores * (load.ofSystem() - load.ofProcess());
      free = Math.max(1, Math.min(cores, (int) Math.floor(cores - others + TOLERANCE)));
    }
    return free;
  }

  /** Does work on the calling thread, with no more threads for a layer than cores are free. */
  public <T> T use(Supplier<T> work) {
    return ComputeThreads.during(Math.min(count(), ComputeThreads.count()), work);
  }

  /** The same of work without a result. */
  public void run(Runnable work) {
    use(
        () -> {
          work.run();
          return null;
        });
  }
}
