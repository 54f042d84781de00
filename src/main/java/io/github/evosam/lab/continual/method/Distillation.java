package io.github.evosam.lab.continual.method;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.github.evosam.learning.ExpertTraining;
import io.github.evosam.learning.Regulariser;
import io.github.evosam.lora.ExpertSwitch;
import io.github.evosam.lora.LoraExpert;
import io.github.evosam.nn.Scaling;
import io.github.evosam.nn.StateDict;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.network.TaskPrompt;

/**
 * Learning without forgetting (Li &amp; Hoiem 2017): on the images of the new task the adapter
 * should still say what it said before, though no old image is there. The difference is the
 * cross-entropy of the pixels' probabilities, both softened by a temperature of 2 as in the paper;
 * for two classes that halves the logits.
 *
 * <p>What the adapter said before comes from a copy of the base model with the old adapter merged,
 * which costs as much memory as the model and one pass of tail and decoder in each step. Closing it
 * frees the copy.
 */
public final class Distillation implements Regulariser {
  private static final double TEMPERATURE = 2;

  private final SamModel teacher;
  private final LoraExpert old;
  private final TaskPrompt task;
  private final int split;
  private final double weight;

  /**
   * A term that keeps the new adapter near the old one.
   *
   * @param model the base model, no expert in place; stays the caller's
   * @param old the adapter before the new task; this term's from now on
   * @param weight λ of the term, 1 in the paper
   */
  public Distillation(SamModel model, LoraExpert old, double weight) {
    this.old = old;
    StateDict base = model.weights();
    StateDict copy = new StateDict(base.manager());
    base.metadata().forEach(copy.metadata()::put);
    for (String name : base.names()) {
      copy.put(name, base.get(name).duplicate());
    }
    teacher = new SamModel(copy, model.config());
    new ExpertSwitch(copy).merge(old); // never restored: the copy is closed as it is
    task = ExpertTraining.taskPrompt(old);
    split = old.config().split();
    this.weight = weight;
  }

  @Override
  public NDArray addTo(NDArray loss, ImageFeatures trunk, NDArray logits) {
    return loss.add(Scaling.times(difference(trunk, logits), weight));
  }

  private NDArray difference(ImageFeatures trunk, NDArray logits) {
    ImageFeatures embedded = teacher.imageEncoder().tail(trunk, split);
    NDArray before = teacher.predictTask(embedded, task).get(0);
    return of(logits, before.stopGradient());
  }

  /**
   * Mean cross-entropy of softened probabilities, a scalar.
   *
   * @param logits of tiles, with gradient
   * @param before same shape
   */
  static NDArray of(NDArray logits, NDArray before) {
    NDArray soft = Activation.sigmoid(Scaling.times(before, 1 / TEMPERATURE));
    return PixelEntropy.of(Scaling.times(logits, 1 / TEMPERATURE), soft);
  }

  @Override
  public void close() {
    teacher.close();
    old.close();
  }
}
