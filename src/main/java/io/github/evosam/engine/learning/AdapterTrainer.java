package io.github.evosam.engine.learning;

import io.github.evosam.engine.expert.OpenExpert;
import io.github.evosam.engine.expert.Prompting;
import io.github.evosam.engine.expert.TaskScale;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.learning.CheckpointStore;
import io.github.evosam.learning.ExpertSamples;
import io.github.evosam.learning.ExpertTraining;
import io.github.evosam.learning.OptimizerOptions;
import io.github.evosam.learning.Scores;
import io.github.evosam.lora.ExpertSwitch;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.task.TaskPredictor;
import io.github.evosam.sam.task.WorkingScale;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The training of one expert.
 *
 * @param model the base model, without an expert
 * @param name of the expert
 * @param split images to learn from and to judge by
 * @param settings length, rank and seed
 * @param scale that the task is looked at
 */
record AdapterTrainer(
    SamModel model,
    String name,
    TaskDataset.Split split,
    LearningSettings settings,
    TaskScale scale) {
  /** Of the steps and the time, where images are withheld to judge by. */
  private static final double FINISH_SHARE = 0.5;

  /**
   * What came of a training.
   *
   * @param expert the caller's to close
   * @param steps that were done
   */
  record Trained(OpenExpert expert, long steps) {}

  /** A run at the scale that suits the task. */
  static AdapterTrainer of(
      SamModel model, String name, TaskDataset.Split split, LearningSettings settings) {
    TaskScale scale = TaskScale.choose(split.training(), TaskScale.inputSide(model));
    return new AdapterTrainer(model, name, split, settings, scale);
  }

  /**
   * Trains an expert on the training images.
   *
   * @param start state to learn on from, in memory the expert's afterwards; closed if this throws
   * @param memory keeps the state, so that an interrupted run goes on
   * @return the best expert so far when the run ends; the caller's to close
   * @throws LearningException if an image cannot be learned from
   */
  Trained train(
      WarmStart.Start start,
      CheckpointStore memory,
      LearningListener listener,
      BooleanSupplier cancelled) {
    LoraExpert lora = start.lora();
    try {
      LearningSettings part = firstPart(start.trial());
      long steps = part.steps() + (withholds() ? lastPart(start.trial()).steps() : 0);
      Progress progress = new Progress(listener, 0, steps, predictor(lora), judged());
      boolean fromSimilar = start.trial().warmStart().isPresent();
      ExpertTraining.Outcome outcome =
          training(split.training(), lora, part.options(fromSimilar), memory)
              .run(progress, cancelled);
      OpenExpert expert = new OpenExpert("", name, scale, Prompting.ADAPTED, lora);
      return new Trained(expert, outcome.steps());
    } catch (RuntimeException e) {
      lora.close();
      throw named(e);
    }
  }

  private boolean withholds() {
    return split.source() == TaskDataset.ValidationSource.WITHHELD;
  }

  /** Until the expert is judged. */
  private LearningSettings firstPart(StartTrial trial) {
    return settings.share(trial.shareLeft() * (withholds() ? 1 - FINISH_SHARE : 1));
  }

  /** After that, if images were withheld. */
  private LearningSettings lastPart(StartTrial trial) {
    return settings.share(trial.shareLeft() * FINISH_SHARE);
  }

  /**
   * Trains an expert on once it has been judged, on all images: a dozen is too few to do without
   * those that were withheld. Their Dice flatters now, so it is not told, but a state that finds
   * less in them than before is not kept.
   *
   * @param trained what {@link #train} gave; its expert's parameters are changed in place
   * @param trial how its start was chosen
   * @param memory keeps the state, so that an interrupted run goes on
   * @throws LearningException if an image cannot be learned from
   */
  void finish(
      Trained trained,
      StartTrial trial,
      CheckpointStore memory,
      LearningListener listener,
      BooleanSupplier cancelled) {
    LoraExpert lora = trained.expert().lora();
    LearningSettings part = lastPart(trial);
    long steps = trained.steps() + part.steps();
    Progress progress = new Progress(listener, trained.steps(), steps, predictor(lora), judged());
    OptimizerOptions options = part.options(trial.warmStart().isPresent());
    try {
      training(split.all(), lora, options, memory).run(progress, cancelled);
    } catch (IllegalArgumentException e) {
      throw named(e);
    }
  }

  /**
   * Trains a state for a short while, without looking at the validation images.
   *
   * @param lora the state, changed in place
   * @param fromSimilar whether it is that of an earlier expert
   * @param share of the steps and of the time, 0..1
   * @throws LearningException if an image cannot be learned from
   */
  void rehearse(LoraExpert lora, boolean fromSimilar, double share, BooleanSupplier cancelled) {
    LearningSettings part = settings.share(share).withSeed(~settings.seed());
    try {
      ExpertTraining.Unjudged listener = (step, loss) -> {};
      training(split.training(), lora, part.options(fromSimilar), CheckpointStore.NONE)
          .run(listener, cancelled);
    } catch (IllegalArgumentException e) {
      throw named(e);
    }
  }

  private ExpertTraining training(
      List<LabelledPlane> images,
      LoraExpert lora,
      OptimizerOptions options,
      CheckpointStore memory) {
    ExpertSamples samples = new ExpertSamples(images, scale.inputSide());
    return new ExpertTraining(scale.model(model), lora, samples, tiles(), options, memory);
  }

  private RuntimeException named(RuntimeException e) {
    return e instanceof IllegalArgumentException
        ? new LearningException(
            "Task '%s' cannot be learned: %s".formatted(name, e.getMessage()), e)
        : e;
  }

  /** Mean promptless Dice of a state on the middles of the validation images. */
  double dice(LoraExpert lora) {
    TaskPredictor predictor = predictor(lora);
    try (ExpertSwitch expertSwitch = new ExpertSwitch(model.weights())) {
      expertSwitch.merge(lora);
      return TaskJudgement.dice(judged(), image -> predictor.predict(image.plane())).mean();
    }
  }

  private TaskPredictor predictor(LoraExpert lora) {
    return scale.judge(model, ExpertTraining.taskPrompt(lora), split.training());
  }

  private List<LabelledPlane> judged() {
    return TaskJudgement.middles(split.validation(), tiles());
  }

  private WorkingScale tiles() {
    return scale.forTraining(split.training());
  }

  /** A new expert, which changes nothing yet; the caller's to close. */
  LoraExpert newExpert() {
    return LoraExpert.create(
        model.weights(), settings.config(model), model.weights().manager(), settings.seed());
  }

  /**
   * Passes the training's progress on, and judges the expert while it is in place.
   *
   * @param before steps of an earlier part of the run; if there was one, the Dice is of images that
   *     are learned from by now, and not passed on
   * @param steps of all parts
   */
  private record Progress(
      LearningListener listener,
      long before,
      long steps,
      TaskPredictor predictor,
      List<LabelledPlane> judged)
      implements ExpertTraining.Listener {
    @Override
    public void step(long step, float loss) {
      listener.step(before + step, steps, loss);
    }

    @Override
    public Scores validate(long step) {
      Scores dice = TaskJudgement.dice(judged, image -> predictor.predict(image.plane()));
      if (before == 0) {
        listener.validated(step, dice.mean());
      }
      return dice;
    }
  }
}
