package io.github.evosam.engine;

import io.github.evosam.engine.model.BaseModels;

/**
 * The model that is to work, and where.
 *
 * @param model name of a base model, or a checkpoint file
 * @param device {@code auto}, {@code cpu} or {@code gpuN}
 */
public record ModelOnDevice(String model, String device) {
  /**
   * Opens a model of the user's, with the user's experts.
   *
   * @throws IllegalArgumentException if there is no such device
   * @throws io.github.evosam.EvoSamException if the model or the device cannot be used
   */
  public Segmenter open() {
    return Segmenter.open(BaseModels.ofUser(), model, device);
  }
}
