package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.network.TaskPrompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Teaches an expert's head alone, from single pixels of many tiles, while all else stays as it is:
 * thousands of steps in seconds, where a step of the whole expert takes a quarter of one. A pixel
 * classifier is worth that much, and it leaves to the expert's other parts what pixels do not tell.
 *
 * @param model with the expert in place
 * @param expert whose head learns; it has one
 * @param tiles number of tiles that pixels are drawn from
 * @param steps of the optimiser
 * @param budget wall time at most, of which tiles may take three fifths; more of both is left out
 */
record HeadLesson(SamModel model, LoraExpert expert, int tiles, int steps, Duration budget) {
  /** Tiles beyond which little is gained. */
  private static final int MOST_TILES = 250;

  /** Tiles for each step of the expert, so that a short training has a short lesson. */
  private static final int TILES_PER_STEP = 2;

  private static final int STEPS_PER_TILE = 8;

  /** Part of the time of a training that a lesson may take. */
  private static final int PART_OF_TIME = 8;

  /** Share of a lesson's time that tiles may take. */
  private static final double TIME_FOR_TILES = 0.6;

  /** Pixels in each part of a batch. */
  private static final int BATCH = 2048;

  private static final float LEARNING_RATE = 1e-2f;
  private static final float WEIGHT_DECAY = 0.01f;
  private static final float MAX_NORM = 1;
  private static final int WARMUP = 20;

  /** A lesson that suits a training. */
  static HeadLesson of(SamModel model, LoraExpert expert, OptimizerOptions options) {
    int tiles = (int) Math.min(MOST_TILES, TILES_PER_STEP * options.steps());
    return new HeadLesson(model, expert, tiles, tiles * STEPS_PER_TILE, time(options));
  }

  /** The time that a lesson may take in a training. */
  static Duration time(OptimizerOptions options) {
    return options.budget().dividedBy(PART_OF_TIME);
  }

  /**
   * Runs the lesson.
   *
   * @param tile draws a tile by its number
   * @param stop true ends the lesson
   */
  void run(IntFunction<ExpertSamples.Sample> tile, long seed, BooleanSupplier stop) {
    long start = System.nanoTime();
    DoubleSupplier spent = spent(start, TIME_FOR_TILES * budget.toNanos());
    PixelSamples pixels = new PixelSamples(seed);
    for (int i = 0; i < tiles && !isOver(i, spent.getAsDouble(), stop); i++) {
      pixels.add(model, ExpertTraining.taskPrompt(expert), tile.apply(i));
    }
    long drawn = System.nanoTime(); // how long that took is not to change what is learned
    DoubleSupplier ofRest = spent(drawn, budget.toNanos() - (drawn - start));
    learn(pixels, new SplittableRandom(seed), ofRest, stop);
  }

  /** The share of a time that is spent since a moment. */
  private static DoubleSupplier spent(long since, double nanos) {
    return () -> nanos > 0 ? (System.nanoTime() - since) / nanos : 1;
  }

  /** Whether there is to be no more after the first. */
  private static boolean isOver(int done, double share, BooleanSupplier stop) {
    return done > 0 && (share >= 1 || stop.getAsBoolean());
  }

  private void learn(
      PixelSamples pixels, SplittableRandom random, DoubleSupplier spent, BooleanSupplier stop) {
    int batch = Math.min(BATCH, pixels.size());
    TaskPrompt task = ExpertTraining.taskPrompt(expert);
    List<NDArray> parameters = parameters();
    try (NDManager manager = model.weights().manager().newSubManager();
        StateDict moments = new StateDict(manager);
        ParallelGradients gradients = new ParallelGradients()) {
      AdamW optimizer = new AdamW(moments, WEIGHT_DECAY, MAX_NORM);
      double share = 0;
      for (int step = 1; share < 1 && !stop.getAsBoolean(); step++) {
        List<Supplier<ParallelGradients.Part>> parts = new ArrayList<>();
        for (int part = 0; part < ParallelGradients.PARTS; part++) {
          int from = random.nextInt(pixels.size() - batch + 1);
          parts.add(() -> loss(task, pixels.batch(from, batch, model.weights().manager())));
        }
        gradients.compute(parts);
        optimizer.step(parameters, step, learningRate(step, share));
        share = Progress.share((double) step / steps, spent.getAsDouble());
      }
    }
  }

  /** Rises over the first steps, falls by half a cosine to the end, by steps or by time. */
  private static float learningRate(int step, double share) {
    double warmup = Math.min(1, (double) step / WARMUP);
    return (float) (LEARNING_RATE * warmup * 0.5 * (1 + Math.cos(Math.PI * share)));
  }

  private List<NDArray> parameters() {
    List<NDArray> parameters = new ArrayList<>();
    for (String name : expert.parameters().names()) {
      if (name.startsWith(LoraExpert.HEAD)) {
        NDArray parameter = expert.parameters().get(name);
        parameter.setRequiresGradient(true);
        parameters.add(parameter);
      }
    }
    return parameters;
  }

  private static ParallelGradients.Part loss(TaskPrompt task, PixelSamples.Batch pixels) {
    NDArray logits = pixels.logits().add(task.head().orElseThrow().correction(pixels.features()));
    return new ParallelGradients.Part(ExpertStep.LOSS.ofPixels(logits, pixels.truths()), 0);
  }
}
