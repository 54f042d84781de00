package io.github.evosam.learning.pretraining;

import io.github.evosam.learning.LearningRate;
import io.github.evosam.sam.BatchNormMode;

/**
 * One stretch of a pre-training with constant settings.
 *
 * @param inputSide side of the model's input, pixels
 * @param batch images per step
 * @param objectsPerImage objects drawn from each image
 * @param batchNorm how batch norms behave
 * @param learningRate over the steps of this phase, counted from 1; its total is the phase's length
 */
public record Phase(
    int inputSide,
    int batch,
    int objectsPerImage,
    BatchNormMode batchNorm,
    LearningRate learningRate) {

  /** Number of steps. */
  public long steps() {
    return learningRate.totalSteps();
  }
}
