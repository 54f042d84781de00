package io.github.evosam.lab.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.evosam.learning.AdamW;
import io.github.evosam.learning.ParallelGradients;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.weights.SafeTensors;
import io.github.evosam.weights.SafeTensorsWriter;
import io.github.evosam.weights.TorchCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Trains the shipped base model step by step. Its state, weights, their running average and the
 * optimiser's moments, can be saved and read again; a state in half precision without moments is
 * small enough to be kept with the recipe, and goes on after a new warm-up.
 *
 * <p>Not safe for use by several threads. Closing frees all arrays.
 */
public final class PyramidTraining implements AutoCloseable {
  private static final float WEIGHT_DECAY = 0.02f;
  private static final float MAX_NORM = 1;
  private static final String WEIGHTS = "weights.";
  private static final String AVERAGE = "average.";
  private static final String STEP = "evosam.step";

  /** Share of the running average that stays after a step, once it has run for long. */
  private static final double AVERAGE_DECAY = 0.998;

  private final PyramidRecipe recipe;
  private final ImageSets sets;
  private final NDManager manager = NDManager.newBaseManager();
  private final StateDict weights;
  private final StateDict average;
  private final StateDict moments;
  private final List<NDArray> parameters = new ArrayList<>();
  private final Map<Integer, SamModel> models = new TreeMap<>();
  private final AdamW optimizer;
  private long step;

  /** Hears of every step. */
  @FunctionalInterface
  public interface Listener {
    /** Called after a step, counted from 1, with its loss and the mean IoU of its last prompts. */
    void step(long step, float loss, float iou);
  }

  /**
   * A training that begins, or goes on from a checkpoint.
   *
   * @param checkpoint read if it exists
   * @param pretrained EfficientNet-Lite classifier in official names, for a beginning
   */
  public PyramidTraining(
      PyramidRecipe recipe, ImageSets sets, Path checkpoint, Path pretrained, int inputSide) {
    this.recipe = recipe;
    this.sets = sets;
    moments = new StateDict(manager);
    average = new StateDict(manager);
    if (Files.exists(checkpoint)) {
      weights = new StateDict(manager);
      read(checkpoint);
    } else {
      try (StateDict classifier = TorchCheckpoint.read(pretrained, manager)) {
        weights =
            PyramidBlueprint.SHIPPED.initialise(manager, classifier, inputSide, recipe.seed());
      }
      weights.names().forEach(name -> average.put(name, weights.get(name).duplicate()));
    }
    average.metadata().putAll(weights.metadata());
    for (String name : weights.names()) {
      NDArray parameter = weights.get(name);
      if (isLearned(name)) {
        parameter.setRequiresGradient(true);
        parameters.add(parameter);
      }
    }
    optimizer = new AdamW(moments, WEIGHT_DECAY, MAX_NORM);
  }

  /**
   * All but the encoder: when it was trained along, its coarse features lost nearly all that they
   * told apart. The maps behind it ({@code image_encoder.neck}) are the decoder's.
   */
  private static boolean isLearned(String name) {
    return !name.startsWith("image_encoder._");
  }

  /** Number of steps done, those of earlier runs included. */
  public long step() {
    return step;
  }

  /**
   * Trains at the full learning rate, after a warm-up.
   *
   * @param stop asked after each step
   */
  public void run(Listener listener, BooleanSupplier stop) {
    long first = step;
    try (ParallelGradients gradients = new ParallelGradients()) {
      do {
        double rise = Math.min(1, (step - first + 1.0) / recipe.warmupSteps());
        one(gradients, rise, listener);
      } while (!stop.getAsBoolean());
    }
  }

  /**
   * Lets the learning rate fall to nothing over a number of steps, which gives the weights that are
   * worth most; a training that is to go on later goes on from a state before this.
   *
   * @param stop asked after each step
   */
  public void finish(int steps, Listener listener, BooleanSupplier stop) {
    try (ParallelGradients gradients = new ParallelGradients()) {
      for (int i = 0; i < steps && !stop.getAsBoolean(); i++) {
        double warm = Math.min(1, (i + 1.0) / recipe.warmupSteps());
        one(gradients, warm * (1 - (double) i / steps), listener);
      }
    }
  }

  private void one(ParallelGradients gradients, double rate, Listener listener) {
    step++;
    SplittableRandom random = new SplittableRandom(recipe.seed() * 0x9E3779B97F4A7C15L + step);
    PyramidRecipe.Look look = recipe.look(random);
    ObjectBatch batch = ObjectBatch.draw(sets, look, random);
    SamModel model = models.computeIfAbsent(look.inputSide(), this::model);
    ParallelGradients.Mean mean =
        gradients.compute(List.of(() -> new PyramidStep(model).of(batch, random)));
    optimizer.step(parameters, step, (float) (rate * recipe.learningRate()));
    follow();
    listener.step(step, mean.loss(), mean.score());
  }

  private SamModel model(int side) {
    return SamModel.of(weights).atInputSide(side);
  }

  private void follow() {
    float stay = (float) Math.min(AVERAGE_DECAY, (1.0 + step) / (10.0 + step));
    Scope.value(
        () -> {
          for (String name : weights.names()) {
            if (isLearned(name)) {
              average.get(name).muli(stay).addi(weights.get(name).stopGradient().mul(1 - stay));
            }
          }
          return null;
        });
  }

  private void read(Path checkpoint) {
    try (StateDict saved = SafeTensors.read(checkpoint, manager)) {
      for (String name : List.copyOf(saved.names())) {
        NDArray tensor = saved.get(name).duplicate();
        if (name.startsWith(WEIGHTS)) {
          weights.put(name.substring(WEIGHTS.length()), tensor);
        } else if (name.startsWith(AVERAGE)) {
          average.put(name.substring(AVERAGE.length()), tensor);
        } else {
          moments.put(name, tensor);
        }
      }
      for (String name : weights.names()) {
        if (!average.has(name)) {
          average.put(name, weights.get(name).duplicate());
        }
      }
      weights.metadata().putAll(saved.metadata());
      step = Long.parseLong(weights.metadata().remove(STEP));
    }
  }

  /** Judges the running average of the weights. */
  public Map<String, DevelopmentScores.Dice> judge(DevelopmentScores development) {
    return development.of(averaged());
  }

  /** The model that would be exported now. */
  SamModel averaged() {
    return SamModel.of(average);
  }

  /** Saves all that is needed to go on as if nothing had happened, in full precision. */
  public void save(Path checkpoint) {
    try (StateDict all = new StateDict(manager)) {
      put(all, WEIGHTS, weights);
      put(all, AVERAGE, average);
      put(all, "", moments);
      write(checkpoint, all, false);
    }
  }

  /** Saves the weights alone in half precision, from which the training can go on, too. */
  public void saveWeights(Path checkpoint) {
    try (StateDict all = new StateDict(manager)) {
      put(all, WEIGHTS, weights);
      write(checkpoint, all, true);
    }
  }

  private void write(Path file, StateDict all, boolean half) {
    all.metadata().putAll(weights.metadata());
    all.metadata().put(STEP, Long.toString(step));
    new SafeTensorsWriter(half).write(file, all);
  }

  /** Writes the running average of the weights as a model file, in half precision. */
  public void export(Path model) {
    try (StateDict all = new StateDict(manager)) {
      put(all, "", average);
      all.metadata().putAll(weights.metadata());
      new SafeTensorsWriter(true).write(model, all);
    }
  }

  private static void put(StateDict all, String prefix, StateDict some) {
    some.names().forEach(name -> all.put(prefix + name, some.get(name).duplicate()));
  }

  @Override
  public void close() {
    manager.close();
  }
}
