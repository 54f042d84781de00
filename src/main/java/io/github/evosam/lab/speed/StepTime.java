package io.github.evosam.lab.speed;

import io.github.evosam.engine.expert.TaskScale;
import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.model.ComputeThreads;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.lab.synthetic.BundledImages;
import io.github.evosam.learning.ExpertSamples;
import io.github.evosam.learning.ExpertTraining;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.sam.network.SamModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a step of learning takes, as the product learns: with each layer on one thread, and the
 * parts of a batch side by side.
 *
 * @param model without an expert
 */
record StepTime(SamModel model) {
  /** Every second step asks with prompts, too, and takes longer. */
  private static final int STEPS_OF_A_PAIR = 2;

  /** Milliseconds of a step, the mean of one with prompts and one without. */
  double millis(int pairs) {
    return ComputeThreads.during(1, () -> train(STEPS_OF_A_PAIR * (pairs + 1)));
  }

  private double train(int steps) {
    List<LabelledPlane> images = BundledImages.nuclei();
    TaskScale scale = TaskScale.choose(images, TaskScale.inputSide(model));
    LearningSettings settings =
        new LearningSettings(steps, Duration.ofDays(1), LearningSettings.DEFAULT.rank(), 1);
    Clock clock = new Clock();
    try (LoraExpert expert =
        LoraExpert.create(
            model.weights(), settings.config(model), model.weights().manager(), settings.seed())) {
      new ExpertTraining(
              scale.model(model),
              expert,
              new ExpertSamples(images, scale.inputSide()),
              scale.forTraining(images),
              settings.options(false))
          .run(clock, () -> clock.seen.size() > steps - 1);
    }
    return clock.millis();
  }

  /** Notes when each step was done. */
  private static final class Clock implements ExpertTraining.Unjudged {
    private final List<Long> seen = new ArrayList<>();

    @Override
    public void step(long step, float loss) {
      seen.add(System.nanoTime());
    }

    /** The first pair starts threads and fills caches. */
    private double millis() {
      List<Double> pairs = new ArrayList<>();
      for (int i = 1; i + STEPS_OF_A_PAIR < seen.size(); i += STEPS_OF_A_PAIR) {
        long pair = seen.get(i + STEPS_OF_A_PAIR) - seen.get(i);
        pairs.add(pair / 1e6 / STEPS_OF_A_PAIR);
      }
      return Repetition.median(pairs);
    }
  }
}
