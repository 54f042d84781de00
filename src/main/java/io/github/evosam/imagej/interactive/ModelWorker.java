package io.github.evosam.imagej.interactive;

import io.github.evosam.EvoSamException;
import io.github.evosam.engine.Interruption;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that opens a model, works with it, job after job, and closes it. All methods
 * return at once; results come back through an executor, such as the one of the event thread, and
 * never after the job was cancelled or the worker closed.
 *
 * <p>A job that has begun cannot be interrupted inside the network; cancelled, it runs to its end
 * and its result is dropped.
 */
public final class ModelWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelWorker.class);

  /** Ends after {@link #close}. */
  final ExecutorService thread = Executors.newSingleThreadExecutor(ModelWorker::thread);

  private final Supplier<ObjectModel> opening;
  private final Executor delivery;
  private final AtomicBoolean closed = new AtomicBoolean();
  private ObjectModel model;

  /**
   * A worker without a model yet.
   *
   * @param opening opens the model, for the first job, on the worker's thread; tried again by the
   *     next job if it fails
   * @param delivery runs what is to be done with results
   */
  public ModelWorker(Supplier<ObjectModel> opening, Executor delivery) {
    this.opening = opening;
    this.delivery = delivery;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "EvoSAM Interactive");
    thread.setDaemon(true);
    return thread;
  }

  /** A job that waits or runs. */
  public static final class Job {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    private Job() {}

    /** Sees to it that nothing more is heard of the job. */
    public void cancel() {
      cancelled.set(true);
    }

    /** Whether {@link #cancel} was called. */
    public boolean isCancelled() {
      return cancelled.get();
    }
  }

  /**
   * Queues a job behind those that wait already.
   *
   * @param work done on the worker's thread
   * @param done takes the result, by the delivery executor
   * @param failed takes what went wrong instead, also in opening the model, by the delivery
   *     executor
   * @return the job; one of a closed worker is cancelled from the start
   */
  public <T> Job submit(
      Function<ObjectModel, T> work, Consumer<? super T> done, Consumer<Throwable> failed) {
    Job job = new Job();
    synchronized (thread) { // so that no job comes behind the closing one
      if (closed.get()) {
        job.cancel();
      } else {
        thread.execute(() -> run(job, work, done, failed));
      }
    }
    return job;
  }

  private <T> void run(
      Job job,
      Function<ObjectModel, T> work,
      Consumer<? super T> done,
      Consumer<Throwable> failed) {
    if (isDropped(job)) {
      return;
    }
    try (Interruption quitting = new Interruption()) { // not in the middle of the network
      T result = work.apply(model());
      deliver(job, () -> done.accept(result));
    } catch (EvoSamException | IllegalArgumentException e) {
      deliver(job, () -> failed.accept(e)); // its message is all that there is to say
    } catch (RuntimeException | Error e) { // whatever it is, nobody must wait for ever
      LOG.warn("A job of the interactive session failed", e);
      deliver(job, () -> failed.accept(e));
    }
  }

  private ObjectModel model() {
    if (model == null) {
      model = opening.get();
    }
    return model;
  }

  private boolean isDropped(Job job) {
    return job.isCancelled() || closed.get();
  }

  /**
   * Hands over now or later; whether the job still counts is asked there, where it is cancelled.
   */
  private void deliver(Job job, Runnable handover) {
    delivery.execute(
        () -> {
          if (!isDropped(job)) {
            handover.run();
          }
        });
  }

  /** Tells something while a job runs, unless the worker is closed meanwhile. */
  void tell(Runnable news) {
    delivery.execute(
        () -> {
          if (!closed.get()) {
            news.run();
          }
        });
  }

  /** Drops all jobs and closes the model as soon as the one that runs has ended. */
  @Override
  public void close() {
    synchronized (thread) {
      if (!closed.getAndSet(true)) {
        thread.execute(this::closeModel);
        thread.shutdown();
      }
    }
  }

  private void closeModel() {
    if (model != null) {
      model.close();
      model = null;
    }
  }
}
