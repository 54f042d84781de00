package io.github.evosam.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets work come to an orderly end when the process is to end (Ctrl-C, ImageJ's Quit): the process
 * waits until this is closed. Without it the network's native code may still be running while it is
 * taken down, which can crash the process.
 */
public final class Interruption implements AutoCloseable {
  private final AtomicBoolean requested = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable cancel;
  private final Thread hook = new Thread(this::waitForTheEnd, "evosam-interruption");

  /** Work that asks {@link #isRequested} now and then, or is short. */
  public Interruption() {
    this(() -> {});
  }

  /**
   * Work that is told.
   *
   * @param cancel run on another thread when the process is to end
   */
  public Interruption(Runnable cancel) {
    this.cancel = cancel;
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException tooLate) { // the process ends already
      requested.set(true);
    }
  }

  private void waitForTheEnd() {
    requested.set(true);
    cancel.run();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the work should come to an end, or not begin. */
  public boolean isRequested() {
    return requested.get();
  }

  /**
   * Whether something failed since the process is to end; Java may know of that a little sooner.
   */
  public boolean isCauseOf(IllegalStateException failure) {
    return isRequested() || "Shutdown in progress".equals(failure.getMessage());
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) { // it has run, or sees that this is closed
      requested.set(true);
    }
  }
}
