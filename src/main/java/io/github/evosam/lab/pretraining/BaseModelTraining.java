package io.github.evosam.lab.pretraining;

import ai.djl.ndarray.NDManager;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.learning.AdamW;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.weights.SafeTensors;
import io.github.evosam.weights.SafeTensorsWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Use case: train the base model that ships, saving a checkpoint now and then and going on from it
 * after an interruption.
 *
 * @param recipe what is trained, and how
 * @param checkpoint file that holds weights, optimiser moments and the step; made if missing
 * @param every time between two checkpoints
 */
public record BaseModelTraining(Recipe recipe, Path checkpoint, Duration every) {
  private static final String WEIGHTS = "weights.";
  private static final String STEP = "evosam.step";

  /** Hears of every step; see {@link Pretraining.Listener}. */
  @FunctionalInterface
  public interface Listener {
    /** Called after a step, counted from 1, with its loss and the mean IoU of its last round. */
    void step(long step, float loss, float iou);
  }

  /**
   * The training of the embedded model.
   *
   * @param length 1 for the published recipe, a fraction for a shorter trial
   */
  public static BaseModelTraining embedded(double length, Path checkpoint, Duration every) {
    return new BaseModelTraining(Recipe.embedded(length), checkpoint, every);
  }

  /**
   * Trains until the recipe is done or asked to stop, and saves the checkpoint.
   *
   * @param real real images with objects
   * @param listener hears of every step
   * @param stop asked after each step
   * @return number of steps done in all
   */
  public long run(List<LabelledPlane> real, Listener listener, BooleanSupplier stop) {
    ComputeDevice.useOneThreadPerLayer();
    try (NDManager manager = NDManager.newBaseManager();
        StateDict weights = new StateDict(manager);
        StateDict moments = new StateDict(manager)) {
      long done = load(manager, weights, moments);
      AdamW optimizer = Pretraining.optimizer(moments);
      Pretraining training =
          new Pretraining(
              weights,
              optimizer,
              recipe.phases(),
              new TrainingImages(real, real.isEmpty() ? 0 : recipe.realShare()),
              recipe.seed());
      long[] savedAt = {System.nanoTime()};
      long last =
          training.run(
              done,
              (step, loss, iou) -> {
                listener.step(step, loss, iou);
                if (System.nanoTime() - savedAt[0] > every.toNanos()) {
                  save(manager, weights, moments, step);
                  savedAt[0] = System.nanoTime();
                }
              },
              stop);
      save(manager, weights, moments, last);
      return last;
    }
  }

  /**
   * Reads the checkpoint over first weights: what it lacks, since the blueprint has grown, starts
   * anew, and what the blueprint no longer has is left out.
   */
  private long load(NDManager manager, StateDict weights, StateDict moments) {
    try (StateDict first = recipe.blueprint().initialise(manager, recipe.seed())) {
      List.copyOf(first.names()).forEach(name -> weights.put(name, first.get(name).duplicate()));
      weights.metadata().putAll(first.metadata());
    }
    if (!Files.exists(checkpoint)) {
      return 0;
    }
    try (StateDict saved = SafeTensors.read(checkpoint, manager)) {
      for (String name : List.copyOf(saved.names())) {
        String parameter = name.substring(name.indexOf('.') + 1);
        if (weights.has(parameter)) {
          boolean weight = name.startsWith(WEIGHTS);
          (weight ? weights : moments).put(weight ? parameter : name, saved.get(name).duplicate());
        }
      }
      weights.metadata().putAll(saved.metadata());
      weights.metadata().remove(STEP);
      return Long.parseLong(saved.metadata().get(STEP));
    }
  }

  private void save(NDManager manager, StateDict weights, StateDict moments, long step) {
    try (StateDict all = new StateDict(manager)) {
      weights.names().forEach(name -> all.put(WEIGHTS + name, weights.get(name).duplicate()));
      moments.names().forEach(name -> all.put(name, moments.get(name).duplicate()));
      all.metadata().putAll(weights.metadata());
      all.metadata().put(STEP, Long.toString(step));
      new SafeTensorsWriter(false).write(checkpoint, all);
    }
  }

  /**
   * Writes the trained weights as a model file, in half precision.
   *
   * @param model file to be written
   */
  public void export(Path model) {
    try (NDManager manager = NDManager.newBaseManager();
        StateDict weights = new StateDict(manager);
        StateDict moments = new StateDict(manager)) {
      load(manager, weights, moments);
      weights.metadata().put(SamConfig.INPUT_SIDE_KEY, Integer.toString(recipe.inputSide()));
      new SafeTensorsWriter(true).write(model, weights);
    }
  }
}
