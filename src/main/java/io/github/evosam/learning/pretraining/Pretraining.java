package io.github.evosam.learning.pretraining;

import ai.djl.ndarray.NDArray;
import io.github.evosam.learning.AdamW;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.BatchNormMode;
import io.github.evosam.sam.SamConfig;
import io.github.evosam.sam.SamModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Trains a base model from nothing: a list of phases over a stream of images. Every step draws its
 * images and prompts from the seed and its own number, so that a run that stopped after any step
 * goes on as if it had not.
 */
public final class Pretraining {
  private static final float WEIGHT_DECAY = 0.02f;
  private static final float MAX_NORM = 1;

  /** A batch is computed in so many parts at once, whatever the machine, so that results agree. */
  private static final int PARTS = 2;

  private final StateDict weights;
  private final AdamW optimizer;
  private final List<Phase> phases;
  private final TrainingImages images;
  private final long seed;

  /** Hears of the training's progress. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Called after each step, on the training thread.
     *
     * @param step number of the step, from 1
     * @param loss of the step's batch
     * @param iou mean IoU of the step's last round
     */
    void step(long step, float loss, float iou);
  }

  /**
   * A training.
   *
   * @param weights trained in place; official names
   * @param optimizer with the moments of the steps done so far
   * @param seed of images and prompts
   */
  public Pretraining(
      StateDict weights, AdamW optimizer, List<Phase> phases, TrainingImages images, long seed) {
    this.weights = weights;
    this.optimizer = optimizer;
    this.phases = List.copyOf(phases);
    this.images = images;
    this.seed = seed;
  }

  /** The optimiser of a pre-training, with moments that are empty or read from a checkpoint. */
  public static AdamW optimizer(StateDict moments) {
    return new AdamW(moments, WEIGHT_DECAY, MAX_NORM);
  }

  /** Number of steps of all phases. */
  public long totalSteps() {
    return phases.stream().mapToLong(Phase::steps).sum();
  }

  /**
   * Trains until all phases are done.
   *
   * @param done number of steps already done
   * @param stop asked after each step; true ends the training there
   * @return number of steps done at the end
   */
  public long run(long done, Listener listener, BooleanSupplier stop) {
    long phaseStart = 0;
    long step = done;
    for (Phase phase : phases) {
      long phaseEnd = phaseStart + phase.steps();
      if (step < phaseEnd) {
        step = run(phase, phaseStart, step, listener, stop);
      }
      if (step < phaseEnd) {
        return step;
      }
      phaseStart = phaseEnd;
    }
    return step;
  }

  private long run(
      Phase phase, long phaseStart, long done, Listener listener, BooleanSupplier stop) {
    List<NDArray> parameters = parameters();
    long step = done;
    try (ParallelStep training = new ParallelStep(models(phase), phase.loss());
        BatchQueue batches =
            new BatchQueue(done + 1, n -> Batch.draw(images, phase, PARTS, mix(n)))) {
      while (step < phaseStart + phase.steps()) {
        step++;
        ParallelStep.Outcome outcome = training.gradients(batches.next(), ~mix(step));
        optimizer.step(parameters, step, phase.learningRate().at(step - phaseStart));
        listener.step(step, outcome.loss(), outcome.iou());
        if (stop.getAsBoolean()) {
          break;
        }
      }
    }
    return step;
  }

  /** One model for each part of a batch, all over the same weights. */
  private List<SamModel> models(Phase phase) {
    SamConfig config = SamConfig.infer(weights).withInputSide(phase.inputSide());
    List<SamModel> models = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      boolean untracked = part > 0 && phase.batchNorm() == BatchNormMode.BATCH_STATISTICS;
      models.add(
          new SamModel(
              weights,
              config,
              untracked ? BatchNormMode.BATCH_STATISTICS_UNTRACKED : phase.batchNorm()));
    }
    return models;
  }

  private long mix(long step) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + step).nextLong();
  }

  /**
   * Switches gradients on for all that is learned; running statistics and the PE matrix are not.
   */
  private List<NDArray> parameters() {
    List<NDArray> parameters = new ArrayList<>();
    for (String name : weights.names()) {
      if (!name.contains(".running_") && !name.contains("gaussian_matrix")) {
        NDArray parameter = weights.get(name);
        parameter.setRequiresGradient(true);
        parameters.add(parameter);
      }
    }
    return parameters;
  }
}
