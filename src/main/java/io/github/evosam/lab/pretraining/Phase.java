package io.github.evosam.lab.pretraining;

import io.github.evosam.learning.LearningRate;
import io.github.evosam.learning.MaskLoss;
import io.github.evosam.sam.network.BatchNormMode;

/**
 * One stretch of a pre-training with constant settings.
 *
 * @param inputSide side of the model's input, pixels
 * @param batch images per step
 * @param zoomShare share of procedural images that are crops of larger scenes, 0..1
 * @param objectsPerImage objects drawn from each image
 * @param batchNorm how batch norms behave
 * @param learns which parameters are trained
 * @param iouWeight weight of the error of the predicted IoU in the loss
 * @param learningRate over the steps of this phase, counted from 1; its total is the phase's length
 */
public record Phase(
    int inputSide,
    int batch,
    double zoomShare,
    int objectsPerImage,
    BatchNormMode batchNorm,
    Learns learns,
    float iouWeight,
    LearningRate learningRate) {

  /** What a phase trains. */
  public enum Learns {
    /** The whole model. */
    EVERYTHING,
    /** Only the head that judges masks, once they no longer change. */
    JUDGEMENT;

    boolean includes(String parameter) {
      return this == EVERYTHING || parameter.startsWith("mask_decoder.mask_quality.");
    }
  }

  /**
   * The loss of this phase; the dice loss weighs more than usual, see {@link MaskLoss#fromScratch}.
   */
  MaskLoss loss() {
    return MaskLoss.fromScratch(iouWeight);
  }

  /** Number of steps. */
  public long steps() {
    return learningRate.totalSteps();
  }
}
