package io.github.evosam.lab.pretraining;

import ai.djl.ndarray.NDArray;
import io.github.evosam.learning.AdamW;
import io.github.evosam.learning.ParallelGradients;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.BatchNormMode;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.sam.network.SamModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Trains a base model from nothing: a list of phases over a stream of images. Every step draws its
 * images and prompts from the seed and its own number, so that a run that stopped after any step
 * goes on as if it had not.
 */
public final class Pretraining {
  private static final float WEIGHT_DECAY = 0.02f;
  private static final float MAX_NORM = 1;

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
    List<NDArray> parameters = parameters(phase.learns());
    long step = done;
    List<TrainingStep> parts = parts(phase);
    try (ParallelGradients gradients = new ParallelGradients();
        BatchQueue batches =
            new BatchQueue(done + 1, n -> Batch.draw(images, phase, parts.size(), mix(n)))) {
      while (step < phaseStart + phase.steps()) {
        step++;
        ParallelGradients.Mean mean = gradients.compute(tasks(parts, batches.next(), ~mix(step)));
        optimizer.step(parameters, step, phase.learningRate().at(step - phaseStart));
        listener.step(step, mean.loss(), mean.score());
        if (stop.getAsBoolean()) {
          break;
        }
      }
    }
    return step;
  }

  private static List<Supplier<ParallelGradients.Part>> tasks(
      List<TrainingStep> parts, List<Batch> batches, long seed) {
    List<Supplier<ParallelGradients.Part>> tasks = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      TrainingStep part = parts.get(i);
      Batch batch = batches.get(i);
      SplittableRandom random = new SplittableRandom(seed + i);
      tasks.add(() -> part.of(batch, random));
    }
    return tasks;
  }

  /** A step for each part of a batch, with models of their own over the same weights. */
  private List<TrainingStep> parts(Phase phase) {
    SamConfig config = SamConfig.infer(weights).withInputSide(phase.inputSide());
    List<TrainingStep> parts = new ArrayList<>();
    for (int part = 0; part < ParallelGradients.PARTS; part++) {
      boolean untracked = part > 0 && phase.batchNorm() == BatchNormMode.BATCH_STATISTICS;
      BatchNormMode mode = untracked ? BatchNormMode.BATCH_STATISTICS_UNTRACKED : phase.batchNorm();
      parts.add(
          new TrainingStep(new SamModel(weights, config, mode), phase.loss(), phase.learns()));
    }
    return parts;
  }

  private long mix(long step) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + step).nextLong();
  }

  /**
   * Switches gradients on for all that is learned, off for the rest; running statistics and the PE
   * matrix are never learned.
   */
  private List<NDArray> parameters(Phase.Learns learns) {
    List<NDArray> parameters = new ArrayList<>();
    for (String name : weights.names()) {
      if (!name.contains(".running_") && !name.contains("gaussian_matrix")) {
        NDArray parameter = weights.get(name);
        parameter.setRequiresGradient(learns.includes(name));
        if (learns.includes(name)) {
          parameters.add(parameter);
        }
      }
    }
    return parameters;
  }
}
