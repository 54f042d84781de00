package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.evosam.lora.ExpertSwitch;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.network.TaskPrompt;
import io.github.evosam.sam.task.WorkingScale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Teaches an expert one task: two skills at once, with prompts and without. The base model stays
 * frozen. The last state that is not clearly worse on validation images than the best is kept.
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
    OptimizerOptions options,
    CheckpointStore memory,
    Regulariser regulariser) {
  private static final float WEIGHT_DECAY = 0.01f;
  private static final float MAX_NORM = 1;

  /** Decay towards the start of what is held to it, per unit of learning rate. */
  private static final float TETHER = 10;

  /** Hears of the progress and judges the expert now and then. */
  public interface Listener {
    /**
     * Called after each step, on the training thread.
     *
     * @param step number of the step, from 1
     * @param loss of the step's promptless masks: not every step asks with prompts
     */
    void step(long step, float loss);

    /**
     * Judges the expert, which is in place, on images it does not learn from.
     *
     * @param step number of steps done
     * @return score of each image
     */
    Scores validate(long step);
  }

  /** Hears of the progress only: the last state is taken, whatever it is like. */
  @FunctionalInterface
  public interface Unjudged extends Listener {
    /** Nothing to look at but the step: the later, the better. */
    @Override
    default Scores validate(long step) {
      return Scores.of(step);
    }
  }

  /**
   * How a training ended.
   *
   * @param steps that were done, those before an interruption among them
   * @param score mean validation score of the kept state
   */
  public record Outcome(long steps, double score) {}

  /** A training whose state is not kept. */
  public ExpertTraining(
      SamModel model,
      LoraExpert expert,
      ExpertSamples samples,
      WorkingScale scale,
      OptimizerOptions options) {
    this(model, expert, samples, scale, options, CheckpointStore.NONE);
  }

  /** A training by the task's loss alone. */
  public ExpertTraining(
      SamModel model,
      LoraExpert expert,
      ExpertSamples samples,
      WorkingScale scale,
      OptimizerOptions options,
      CheckpointStore memory) {
    this(model, expert, samples, scale, options, memory, Regulariser.NONE);
  }

  /**
   * Trains until the steps are done, the time is spent or the user cancels; the expert then holds
   * the kept state. Where time is short, the learning rate falls with the time that is spent.
   *
   * @param stop asked after each step
   * @return how it ended
   */
  public Outcome run(Listener listener, BooleanSupplier stop) {
    NDManager manager = model.weights().manager().newSubManager();
    try (ExpertSwitch expertSwitch = new ExpertSwitch(model.weights());
        StateDict moments = new StateDict(manager)) {
      KeptState kept = new KeptState(expert.parameters());
      TrainerState state = new TrainerState(expert.parameters(), moments, kept);
      TrainerState.Reached reached = state.recall(memory, manager);
      Progress progress = new Progress(options, reached);
      expertSwitch.attach(expert);
      if (reached.step() == 0) {
        kept.offer(listener.validate(0)); // learning may not make it worse
      }
      learn(new Course(progress, state, kept, moments), listener, stop);
      return new Outcome(progress.reached().step(), kept.restore());
    } finally {
      expert.parameters().names().forEach(n -> freeze(expert.parameters().get(n)));
      manager.close();
    }
  }

  /**
   * Where a training is.
   *
   * @param progress on its way
   * @param state to be kept
   * @param kept which of the states so far is to be handed out
   * @param moments of the optimiser
   */
  private record Course(Progress progress, TrainerState state, KeptState kept, StateDict moments) {}

  /** Teaches all parts of the expert together. */
  private void learn(Course course, Listener listener, BooleanSupplier stop) {
    SampleBatches batches = new SampleBatches(samples, scale, options);
    Progress progress = course.progress();
    List<NDArray> parameters = parameters();
    AdamW optimizer =
        isHeld()
            ? AdamW.tethered(course.moments(), TETHER, MAX_NORM)
            : new AdamW(course.moments(), WEIGHT_DECAY, MAX_NORM);
    ExpertLoss work =
        new ExpertLoss(model, taskPrompt(expert), expert.config().split(), regulariser);
    try (ParallelGradients gradients = new ParallelGradients()) {
      for (long step = progress.reached().step() + 1; !progress.isOver(); step++) {
        ParallelGradients.Mean mean = gradients.compute(batches.of(step, work));
        optimizer.step(parameters, step, progress.learningRate());
        listener.step(step, mean.score());
        boolean check = progress.advance(stop.getAsBoolean());
        if (check) {
          course.kept().offer(listener.validate(step));
          course.state().keep(memory, progress.reached(), parameters.get(0).getManager());
        }
      }
    }
  }

  /**
   * Whether learning stays near its start. An image as a whole holds few objects, so a dozen images
   * are learned by heart soon, and what an expert of a similar task knows is worth more.
   */
  private boolean isHeld() {
    return options.fromSimilar() && scale.isWhole();
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

  /** The task prompt among an expert's parameters. */
  public static TaskPrompt taskPrompt(LoraExpert expert) {
    StateDict parameters = expert.parameters();
    return new TaskPrompt(
        parameters.has(LoraExpert.SPARSE_PROMPT) ? parameters.get(LoraExpert.SPARSE_PROMPT) : null,
        parameters.get(LoraExpert.DENSE_PROMPT));
  }
}
