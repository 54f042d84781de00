package io.github.evosam.lab.pretraining;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/** Draws batches in the background, one ahead of the training. */
final class BatchQueue implements AutoCloseable {
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "evosam-batches");
            thread.setDaemon(true);
            return thread;
          });
  private final LongFunction<List<Batch>> draw;
  private long upcoming;
  private Future<List<Batch>> future;

  /**
   * A queue.
   *
   * @param first number of the first step
   * @param draw makes the parts of a step's batch
   */
  BatchQueue(long first, LongFunction<List<Batch>> draw) {
    this.draw = draw;
    this.upcoming = first;
    prepare();
  }

  private void prepare() {
    long step = upcoming++;
    future = worker.submit(() -> draw.apply(step));
  }

  /** The parts of the next batch; waits for them. */
  List<Batch> next() {
    try {
      List<Batch> batch = future.get();
      prepare();
      return batch;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for training images", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Training images could not be made", e.getCause());
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
