package io.github.evosam.learning;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import io.github.evosam.nn.Scaling;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Gradients of a step whose batch is computed in two parts at the same time, each on a thread of
 * its own. Small layers gain more from this than from threads inside each of them: on two cores a
 * step of pre-training is 1.45 times as fast. Every parameter's gradient is the sum of two, whose
 * order does not matter to the last bit, so results do not depend on timing.
 */
public final class ParallelGradients implements AutoCloseable {
  /** Parts of a batch, whatever the machine, so that results agree. */
  public static final int PARTS = 2;

  private final ExecutorService workers =
      Executors.newFixedThreadPool(PARTS, ParallelGradients::thread);

  /**
   * What one part of a batch came to.
   *
   * @param loss scalar with gradient
   * @param score what the training reports, mean IoU for example
   */
  public record Part(NDArray loss, float score) {}

  /**
   * The mean over the parts.
   *
   * @param loss of the batch
   * @param score of the batch
   */
  public record Mean(float loss, float score) {}

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "evosam-training");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Adds the gradient of the mean loss of the parts to the parameters' gradients. All arrays that
   * the parts make are freed.
   *
   * @param parts run at the same time
   */
  public Mean compute(List<Supplier<Part>> parts) {
    try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      List<Future<Mean>> futures = new ArrayList<>();
      for (Supplier<Part> part : parts) {
        futures.add(workers.submit(() -> compute(part, 1.0 / parts.size(), gradients)));
      }
      return mean(futures);
    }
  }

  private static Mean compute(Supplier<Part> part, double share, GradientCollector gradients) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Part outcome = part.get();
      gradients.backward(Scaling.times(outcome.loss(), share));
      return new Mean(outcome.loss().getFloat(), outcome.score());
    }
  }

  private static Mean mean(List<Future<Mean>> futures) {
    float loss = 0;
    float score = 0;
    for (Future<Mean> future : futures) {
      Mean part = await(future);
      loss += part.loss() / futures.size();
      score += part.score() / futures.size();
    }
    return new Mean(loss, score);
  }

  private static Mean await(Future<Mean> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted in the middle of a training step", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A training step failed: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
