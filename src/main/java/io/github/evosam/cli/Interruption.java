package io.github.evosam.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets a command that is interrupted (Ctrl-C) come to an orderly end: the process waits until the
 * command has closed this.
 */
final class Interruption implements AutoCloseable {
  private final AtomicBoolean requested = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::waitForTheEnd, "evosam-interruption");

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void waitForTheEnd() {
    requested.set(true);
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the command should come to an end. */
  boolean isRequested() {
    return requested.get();
  }

  @Override
  public void close() {
    ended.countDown();
    if (!requested.get()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
