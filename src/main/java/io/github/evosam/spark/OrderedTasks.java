package io.github.evosam.spark;

import io.github.evosam.FailureReason;
import io.github.evosam.engine.model.EngineException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/**
 * Parts of an image that Spark does, whose results are taken in the order of the parts. Each is a
 * Spark job of one task; some are under way ahead of the one that is taken next, so that all cores
 * have work while few results wait here.
 *
 * @param <P> a part, which travels
 * @param <R> its result, which travels, too
 */
final class OrderedTasks<P, R> implements AutoCloseable {
  /** Tasks under way for each core. */
  private static final int AHEAD = 2;

  private static final long POLL_MILLIS = 100;

  private final JavaSparkContext context;
  private final String file;
  private final Iterator<P> parts;
  private final Function<P, R> work;
  private final Deque<JavaFutureAction<List<R>>> running = new ArrayDeque<>();

  /**
   * Begins nothing yet.
   *
   * @param file that the parts are of
   * @param parts asked for shortly before they are done
   * @param work does a part; travels
   */
  OrderedTasks(JavaSparkContext context, String file, Iterator<P> parts, Function<P, R> work) {
    this.context = context;
    this.file = file;
    this.parts = parts;
    this.work = work;
  }

  /**
   * The result of the next part.
   *
   * @param waiting run now and then meanwhile; what it throws ends the wait
   * @throws EngineException if Spark has given up; one sentence says why
   * @throws CancellationException if the thread was interrupted
   */
  R next(Runnable waiting) {
    while (true) {
      waiting.run();
      try {
        begin(waiting);
        R result = running.element().get(POLL_MILLIS, TimeUnit.MILLISECONDS).get(0);
        running.remove();
        return result;
      } catch (TimeoutException e) {
        continue;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("Interrupted");
      } catch (ExecutionException e) {
        waiting.run(); // at Ctrl-C Spark ends by itself
        throw failure(e.getCause());
      }
    }
  }

  private void begin(Runnable waiting) throws ExecutionException {
    while (parts.hasNext() && running.size() < AHEAD * cores()) {
      waiting.run(); // a part may have to be read
      P part = parts.next();
      try {
        running.add(context.parallelize(List.of(part), 1).map(work).collectAsync());
      } catch (IllegalStateException e) {
        throw stopped();
      }
    }
  }

  private int cores() throws ExecutionException {
    try {
      return context.defaultParallelism();
    } catch (IllegalStateException e) {
      throw stopped();
    }
  }

  private static ExecutionException stopped() {
    return new ExecutionException(new SparkException("it has stopped; its log says why"));
  }

  /** Spark's message goes over many lines; what a task threw is its cause. */
  private EngineException failure(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof SparkException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason =
        cause instanceof SparkException
            ? String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
            : FailureReason.of(cause);
    return new EngineException(
        "Spark gave up on %s, of which nothing was written (%s); run it again when that is mended"
            .formatted(file, reason),
        thrown);
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    running.forEach(task -> task.cancel(true));
  }
}
