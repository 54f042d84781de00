package io.github.evosam.imagej.library;

import io.github.evosam.EvoSamException;
import io.github.evosam.FailureReason;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that does one thing after the other. All methods return at once; results come back
 * through an executor, such as the one of the event thread, and never after this is closed.
 */
public final class BackgroundWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

  private final ExecutorService thread;
  private final Executor delivery;
  private volatile boolean closed;

  /**
   * A thread that waits for work.
   *
   * @param name of the thread
   * @param delivery runs what is to be done with results
   */
  public BackgroundWork(String name, Executor delivery) {
    this.delivery = delivery;
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, name);
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * Queues work behind what waits already; that of a closed one is dropped.
   *
   * @param work done on the thread
   * @param done takes the result, by the delivery executor
   * @param failed takes instead what went wrong, one sentence, by the delivery executor
   */
  public synchronized <T> void submit(
      Supplier<T> work, Consumer<? super T> done, Consumer<String> failed) {
    if (!closed) {
      thread.execute(() -> run(work, done, failed));
    }
  }

  private <T> void run(Supplier<T> work, Consumer<? super T> done, Consumer<String> failed) {
    try {
      T result = work.get();
      tell(() -> done.accept(result));
    } catch (EvoSamException | IllegalArgumentException | CancellationException e) {
      tell(() -> failed.accept(FailureReason.of(e)));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.warn("Work in the background failed", e);
      tell(() -> failed.accept(FailureReason.of(e)));
    }
  }

  /** Delivers something, unless this is closed meanwhile. */
  public void tell(Runnable news) {
    delivery.execute(
        () -> {
          if (!closed) {
            news.run();
          }
        });
  }

  /** Takes no more work; what waits is still done, but nothing more is heard of it. */
  @Override
  public synchronized void close() {
    closed = true;
    thread.shutdown();
  }
}
