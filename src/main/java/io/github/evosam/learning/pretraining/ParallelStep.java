package io.github.evosam.learning.pretraining;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import io.github.evosam.learning.MaskLoss;
import io.github.evosam.nn.Scaling;
import io.github.evosam.sam.SamModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The gradients of one step, the parts of its batch computed at the same time, each on a thread of
 * its own. Small layers gain more from this than from threads inside each of them: on two cores a
 * step is 1.45 times as fast. Every parameter's gradient is the sum of two, whose order does not
 * matter to the last bit.
 */
final class ParallelStep implements AutoCloseable {
  private final List<TrainingStep> parts;
  private final ExecutorService workers;

  /**
   * The mean over the parts.
   *
   * @param loss of the batch
   * @param iou mean IoU of mask 0 in the last round
   */
  record Outcome(float loss, float iou) {}

  /**
   * A step for batches of as many parts as there are models.
   *
   * @param models over the same weights
   */
  ParallelStep(List<SamModel> models, MaskLoss loss) {
    parts = models.stream().map(model -> new TrainingStep(model, loss)).toList();
    workers = Executors.newFixedThreadPool(parts.size(), ParallelStep::thread);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "evosam-training");
    thread.setDaemon(true);
    return thread;
  }

  /** Adds the gradient of the mean loss of the parts to the parameters' gradients. */
  Outcome gradients(List<Batch> batch, long seed) {
    try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      List<Future<Outcome>> futures = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        TrainingStep part = parts.get(i);
        Batch images = batch.get(i);
        SplittableRandom random = new SplittableRandom(seed + i);
        futures.add(workers.submit(() -> gradients(part, images, random, gradients)));
      }
      return mean(futures);
    }
  }

  private Outcome gradients(
      TrainingStep part, Batch batch, SplittableRandom random, GradientCollector gradients) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      TrainingStep.Outcome outcome = part.of(batch, random);
      gradients.backward(Scaling.times(outcome.loss(), 1.0 / parts.size()));
      return new Outcome(outcome.loss().getFloat(), outcome.iou());
    }
  }

  private static Outcome mean(List<Future<Outcome>> futures) {
    float loss = 0;
    float iou = 0;
    for (Future<Outcome> future : futures) {
      Outcome outcome = await(future);
      loss += outcome.loss() / futures.size();
      iou += outcome.iou() / futures.size();
    }
    return new Outcome(loss, iou);
  }

  private static Outcome await(Future<Outcome> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted in the middle of a training step", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A training step failed", e.getCause());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
