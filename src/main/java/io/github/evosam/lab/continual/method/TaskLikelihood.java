package io.github.evosam.lab.continual.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.Plane;
import io.github.evosam.learning.ExpertSamples;
import io.github.evosam.learning.ExpertTraining;
import io.github.evosam.learning.MaskTargets;
import io.github.evosam.lora.ExpertSwitch;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.prompting.ModelInput;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How likely the true masks of a task are to a learned adapter, without a prompt.
 *
 * @param model the base model; no expert in place
 * @param expert the adapter
 * @param samples of the task, each with its scale
 * @param seed same seed, same variations
 */
public record TaskLikelihood(SamModel model, LoraExpert expert, ExpertSamples samples, long seed) {

  /**
   * The diagonal of the adapter's Fisher information, by the mean negative log-likelihood of a
   * pixel. That mean, where the definition has the sum, scales all importances alike.
   *
   * @param variations of the task's images, at least one
   * @return {@code [P]}, see {@link AdapterVector}
   */
  public float[] fisher(int variations) {
    try (ExpertSwitch expertSwitch = new ExpertSwitch(model.weights())) {
      expertSwitch.attach(expert);
      return FisherInformation.diagonal(expert.parameters(), variations, this::loss);
    }
  }

  private NDArray loss(int variation) {
    int image = variation % samples.images().size();
    ExpertSamples.Sample sample =
        samples.draw(
            image, samples.scales().get(image), new SplittableRandom(seed * 1_000_003 + variation));
    ImageFeatures embedded = model.imageEncoder().encode(input(sample.image().plane()));
    NDArray logits = model.predictTask(embedded, ExpertTraining.taskPrompt(expert)).get(0);
    NDArray shares =
        MaskTargets.shares(
            List.of(sample.image().labels().foreground()), model.weights().manager());
    return PixelEntropy.of(logits, PixelEntropy.reduce(shares, logits.getShape()));
  }

  private NDArray input(Plane plane) {
    int side = model.config().inputSide();
    float[] values = new ModelInput(side, model.config().preprocessing()).values(plane);
    Shape shape = new Shape(1, Plane.CHANNELS, side, side);
    return model.weights().manager().create(values, shape);
  }
}
