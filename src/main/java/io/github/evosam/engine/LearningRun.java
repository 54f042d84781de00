package io.github.evosam.engine;

import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.learning.ExpertSamples;
import io.github.evosam.learning.ExpertTraining;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.sam.ImageEncoder;
import io.github.evosam.sam.SamModel;
import io.github.evosam.sam.TaskPredictor;
import io.github.evosam.sam.WorkingScale;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The training of one expert.
 *
 * @param model the base model, without an expert
 * @param name of the expert
 * @param split images to learn from and to judge by
 * @param settings length, rank and seed
 * @param memory keeps the state, so that an interrupted run goes on
 */
record LearningRun(
    SamModel model,
    String name,
    LearningTask.Split split,
    LearningSettings settings,
    LearningMemory memory) {

  /**
   * Trains a new expert.
   *
   * @return the best expert so far when the run ends; the caller's to close
   * @throws LearningException if an image cannot be learned from
   */
  OpenExpert train(LearningListener listener, BooleanSupplier cancelled) {
    TaskScale scale = TaskScale.choose(split.training(), TaskScale.inputSide(model));
    SamModel taught = scale.model(model);
    WorkingScale tiles = scale.forTraining(split.training());
    LoraExpert lora = newExpert();
    ExpertSamples samples = new ExpertSamples(split.training(), scale.inputSide());
    Progress progress =
        new Progress(
            listener,
            settings.steps(),
            new TaskPredictor(taught, ExpertTraining.taskPrompt(lora), tiles),
            TaskJudgement.middles(split.validation(), tiles));
    try {
      new ExpertTraining(taught, lora, samples, tiles, settings.options(), memory)
          .run(progress, cancelled);
      return new OpenExpert("", name, scale, lora);
    } catch (IllegalArgumentException e) {
      lora.close();
      throw new LearningException(
          "Task '%s' cannot be learned: %s".formatted(name, e.getMessage()), e);
    } catch (RuntimeException e) {
      lora.close();
      throw e;
    }
  }

  private LoraExpert newExpert() {
    ImageEncoder encoder = model.imageEncoder();
    return LoraExpert.create(
        model.weights(),
        settings.config(encoder.depth(), encoder.sharedDepth()),
        model.weights().manager(),
        settings.seed());
  }

  /** Passes the training's progress on, and judges the expert while it is in place. */
  private record Progress(
      LearningListener listener, long steps, TaskPredictor predictor, List<LabelledPlane> judged)
      implements ExpertTraining.Listener {
    @Override
    public void step(long step, float loss, float iou) {
      listener.step(step, steps, loss);
    }

    @Override
    public double validate(long step) {
      double dice = TaskJudgement.meanDice(judged, image -> predictor.predict(image.plane()));
      listener.validated(step, dice);
      return dice;
    }
  }
}
