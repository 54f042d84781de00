package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.evosam.lora.ExpertSwitch;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.SamModel;
import io.github.evosam.sam.TaskPrompt;
import io.github.evosam.sam.WorkingScale;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Teaches an expert one task: two skills at once, with prompts and without. The base model stays
 * frozen. The state that does best on validation images is kept.
 *
 * @param model the base model; no expert in place
 * @param expert trained in place
 * @param samples training images
 * @param scale at which the task is looked at without a prompt
 * @param options length and speed
 * @param memory keeps the state, so that an interrupted training goes on
 * @param regulariser adds to the loss
 */
public record ExpertTraining(
    SamModel model,
    LoraExpert expert,
    ExpertSamples samples,
    WorkingScale scale,
    LearningOptions options,
    TrainingMemory memory,
    Regulariser regulariser) {
  private static final float WEIGHT_DECAY = 0.01f;
  private static final float MAX_NORM = 1;

  /** Whole images with prompts in a step, for each tile without: prompts cost several rounds. */
  private static final double PROMPTED = 0.5;

  /** Least share of an image's side in which its objects are prompted. */
  private static final double SMALLEST_PART = 0.25;

  /** Variations that are kept behind the trunk. */
  private static final int POOL = 48;

  /** Hears of the progress and judges the expert now and then. */
  public interface Listener {
    /**
     * Called after each step, on the training thread.
     *
     * @param step number of the step, from 1
     * @param loss of the step's batch
     * @param iou mean IoU of the promptless masks
     */
    void step(long step, float loss, float iou);

    /**
     * Judges the expert, which is in place, on images it does not learn from.
     *
     * @param step number of steps done
     * @return the larger the better
     */
    double validate(long step);
  }

  /** A training whose state is not kept. */
  public ExpertTraining(
      SamModel model,
      LoraExpert expert,
      ExpertSamples samples,
      WorkingScale scale,
      LearningOptions options) {
    this(model, expert, samples, scale, options, TrainingMemory.NONE);
  }

  /** A training by the task's loss alone. */
  public ExpertTraining(
      SamModel model,
      LoraExpert expert,
      ExpertSamples samples,
      WorkingScale scale,
      LearningOptions options,
      TrainingMemory memory) {
    this(model, expert, samples, scale, options, memory, Regulariser.NONE);
  }

  /**
   * Trains until the steps are done, the time is spent or the user cancels; the expert then holds
   * its best state. Where time is short, the learning rate falls with the time that is spent.
   *
   * @param stop asked after each step
   * @return the best validation score
   */
  public double run(Listener listener, BooleanSupplier stop) {
    NDManager manager = model.weights().manager().newSubManager();
    try (ExpertSwitch expertSwitch = new ExpertSwitch(model.weights());
        FeaturePool tiles = new FeaturePool(model, expert.config().split());
        FeaturePool images = new FeaturePool(model, expert.config().split());
        StateDict moments = new StateDict(manager);
        ParallelGradients gradients = new ParallelGradients()) {
      BestState best = new BestState(expert.parameters());
      TrainingState state = new TrainingState(expert.parameters(), moments, best);
      TrainingState.Reached reached = state.recall(memory, manager);
      fill(tiles, images, reached.step());
      expertSwitch.attach(expert);
      if (reached.step() == 0) {
        best.offer(listener.validate(0)); // learning may not make it worse
      }
      List<NDArray> parameters = parameters();
      AdamW optimizer = new AdamW(moments, WEIGHT_DECAY, MAX_NORM);
      Progress progress = new Progress(options, reached);
      for (long step = reached.step() + 1; !progress.isOver(); step++) {
        ParallelGradients.Mean mean = gradients.compute(parts(tiles, images, step));
        optimizer.step(parameters, step, progress.learningRate());
        listener.step(step, mean.loss(), mean.score());
        boolean check = progress.advance(stop.getAsBoolean());
        refresh(tiles, images, step);
        if (check) {
          best.offer(listener.validate(step));
          state.keep(memory, progress.reached(), manager);
        }
      }
      return best.restore();
    } finally {
      expert.parameters().names().forEach(n -> freeze(expert.parameters().get(n)));
      manager.close();
    }
  }

  private static void freeze(NDArray parameter) {
    parameter.setRequiresGradient(false);
  }

  private List<NDArray> parameters() {
    List<NDArray> parameters = new ArrayList<>();
    for (String name : expert.parameters().names()) {
      NDArray parameter = expert.parameters().get(name);
      parameter.setRequiresGradient(true);
      parameters.add(parameter);
    }
    return parameters;
  }

  /** The pools as they are after some steps. */
  private void fill(FeaturePool tiles, FeaturePool images, long done) {
    for (int i = 0; i < pool(); i++) {
      long last = done - Math.floorMod(done - i, (long) pool()); // step that drew this place last
      if (last > 0) {
        tiles.add(tile((int) last, random(last, 2)));
        images.add(image((int) last, random(last, 3)));
      } else {
        tiles.add(tile(i, random(0, i)));
        images.add(image(i, random(0, POOL + i)));
      }
    }
  }

  /** A short training sees no more variations than it has steps. */
  private int pool() {
    return (int) Math.min(POOL, options.steps());
  }

  private void refresh(FeaturePool tiles, FeaturePool images, long step) {
    int index = (int) (step % pool());
    tiles.replace(index, tile((int) step, random(step, 2)));
    images.replace(index, image((int) step, random(step, 3)));
  }

  private ExpertSamples.Sample tile(int i, SplittableRandom random) {
    int number = i % samples.images().size();
    return samples.draw(number, samples.scale(number, scale), random);
  }

  private ExpertSamples.Sample image(int i, SplittableRandom random) {
    int number = i % samples.images().size();
    int whole = samples.images().get(number).plane().size().longestSide();
    double part = Math.pow(SMALLEST_PART, random.nextDouble());
    return samples.draw(number, new WorkingScale((int) Math.ceil(whole * part)), random);
  }

  private List<Supplier<ParallelGradients.Part>> parts(
      FeaturePool tiles, FeaturePool images, long step) {
    ExpertStep work =
        new ExpertStep(model, taskPrompt(expert), expert.config().split(), regulariser);
    List<Supplier<ParallelGradients.Part>> parts = new ArrayList<>();
    for (int part = 0; part < ParallelGradients.PARTS; part++) {
      SplittableRandom random = random(step, part);
      int count = options.batch() / ParallelGradients.PARTS;
      int prompted = (int) Math.ceil(PROMPTED * count);
      parts.add(
          () -> work.of(batch(tiles, count, random), batch(images, prompted, random), random));
    }
    return parts;
  }

  private static FeaturePool.Batch batch(FeaturePool pool, int count, SplittableRandom random) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(random.nextInt(pool.size()));
    }
    return pool.batch(numbers);
  }

  private SplittableRandom random(long step, int stream) {
    return new SplittableRandom(options.seed() * 1_000_003 + step * 101 + stream);
  }

  /** The task prompt among an expert's parameters. */
  public static TaskPrompt taskPrompt(LoraExpert expert) {
    return new TaskPrompt(
        expert.parameters().get(LoraExpert.SPARSE_PROMPT),
        expert.parameters().get(LoraExpert.DENSE_PROMPT));
  }
}
