package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.evosam.lora.ExpertSwitch;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.PixelHead;
import io.github.evosam.sam.SamModel;
import io.github.evosam.sam.TaskPrompt;
import io.github.evosam.sam.WorkingScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** The head is small and starts from nothing: it learns faster than what changes the model. */
  private static final double HEAD_PACE = 7;

  /** One step in so many asks with prompts, too: prompts cost several rounds. */
  private static final int PROMPTED_EVERY = 2;

  /** Whole images with prompts in a step, for each tile without. */
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
      AdamW optimizer = new AdamW(moments, WEIGHT_DECAY, MAX_NORM, ExpertTraining::pace);
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

  private static double pace(String parameter) {
    return parameter.startsWith(LoraExpert.HEAD) ? HEAD_PACE : 1;
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
      int drawn = lastDrawn(i, done);
      tiles.add(drawn > 0 ? tile(drawn, random(drawn, 2)) : tile(i, random(0, i)));
      int asked = lastDrawn(i, done / PROMPTED_EVERY);
      images.add(asked > 0 ? image(asked, random(asked, 3)) : image(i, random(0, POOL + i)));
    }
  }

  /** Number of the variation, from 1, that took a place of a pool last; not positive for none. */
  private int lastDrawn(int place, long drawn) {
    return (int) (drawn - Math.floorMod(drawn - place, (long) pool()));
  }

  /** A short training sees no more variations than it has steps. */
  private int pool() {
    return (int) Math.min(POOL, options.steps());
  }

  private void refresh(FeaturePool tiles, FeaturePool images, long step) {
    int drawn = (int) step;
    tiles.replace(drawn % pool(), tile(drawn, random(drawn, 2)));
    if (isPrompted(step)) {
      int asked = drawn / PROMPTED_EVERY;
      images.replace(asked % pool(), image(asked, random(asked, 3)));
    }
  }

  private static boolean isPrompted(long step) {
    return step % PROMPTED_EVERY == 0;
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
          () -> {
            FeaturePool.Batch seen = batch(tiles, count, random);
            return isPrompted(step)
                ? work.both(seen, batch(images, prompted, random), random)
                : work.promptless(seen);
          });
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
        expert.parameters().get(LoraExpert.DENSE_PROMPT),
        head(expert));
  }

  private static Optional<PixelHead> head(LoraExpert expert) {
    StateDict parameters = expert.parameters();
    return expert.config().head().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PixelHead(
                parameters.get(LoraExpert.HEAD_HIDDEN),
                parameters.get(LoraExpert.HEAD_BIAS),
                parameters.get(LoraExpert.HEAD_OUTPUT)));
  }
}
