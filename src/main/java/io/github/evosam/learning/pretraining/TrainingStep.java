package io.github.evosam.learning.pretraining;

import io.github.evosam.learning.MaskLoss;
import io.github.evosam.learning.ParallelGradients;
import io.github.evosam.learning.PromptedLoss;
import io.github.evosam.sam.SamModel;
import java.util.random.RandomGenerator;

/**
 * The loss of one batch: the images are embedded with gradients, then asked as a user would.
 *
 * @param model the model in training
 * @param loss judges each round
 */
record TrainingStep(SamModel model, MaskLoss loss) {

  /** Computes the loss of a batch. */
  ParallelGradients.Part of(Batch batch, RandomGenerator random) {
    return new PromptedLoss(model, loss)
        .of(
            model.imageEncoder().encode(batch.inputs(model.weights().manager())),
            batch.truths(),
            random);
  }
}
