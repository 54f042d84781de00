package io.github.evosam.lab.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.github.evosam.learning.MaskLoss;
import io.github.evosam.learning.MaskTargets;
import io.github.evosam.learning.ParallelGradients;
import io.github.evosam.learning.PromptedLoss;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;
import java.util.random.RandomGenerator;

/**
 * The loss of one batch: the images are embedded with gradients, then asked as a user would, and
 * once without a prompt for all objects together. The latter teaches the encoder what an object is
 * at every pixel, while prompts teach it at one place each.
 *
 * @param model the model in training
 * @param loss judges each round
 * @param learns what is trained
 */
record TrainingStep(SamModel model, MaskLoss loss, Phase.Learns learns) {

  /** Computes the loss of a batch. */
  ParallelGradients.Part of(Batch batch, RandomGenerator random) {
    NDArray inputs = batch.inputs(model.weights().manager());
    ImageFeatures image = model.imageEncoder().encode(inputs);
    ParallelGradients.Part prompted =
        new PromptedLoss(model, loss, learns == Phase.Learns.JUDGEMENT)
            .of(image, batch.truths(), random);
    return new ParallelGradients.Part(
        prompted.loss().add(promptless(image, inputs, batch)), prompted.score());
  }

  private NDArray promptless(ImageFeatures image, NDArray inputs, Batch batch) {
    NDList answer = model.predictTask(image, inputs, model.noPrompt());
    NDArray targets = MaskTargets.shares(batch.foregrounds(), model.weights().manager());
    return loss.of(answer.get(0), answer.get(1), targets);
  }
}
