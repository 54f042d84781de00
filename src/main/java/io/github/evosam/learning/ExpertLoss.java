package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.github.evosam.geometry.Mask;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;
import io.github.evosam.sam.network.TaskPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The loss of one part of a batch for an expert: promptless on tiles at the working scale, prompted
 * on whole images.
 *
 * @param model with the expert attached
 * @param task the expert's prompt
 * @param split between trunk and tail
 * @param regulariser adds to the promptless loss
 */
record ExpertLoss(SamModel model, TaskPrompt task, int split, Regulariser regulariser) {
  /**
   * Suits few images and few steps: where pixels that are nearly right count less, as in the focal
   * loss, thin structures are learned more slowly.
   */
  static final MaskLoss LOSS = new MaskLoss(2, 2, 1);

  private static final int OBJECTS_PER_IMAGE = 2;

  /** The loss with prompts and without; the score is that without. */
  ParallelGradients.Part both(
      List<ExpertSamples.Sample> tiles, List<ExpertSamples.Sample> images, RandomGenerator random) {
    ParallelGradients.Part promptless = promptless(tiles);
    ImageFeatures embedded =
        model.imageEncoder().tail(SampleBatch.of(model, split, images).trunk(), split);
    ParallelGradients.Part prompted =
        new PromptedLoss(model, LOSS).of(embedded, objects(images, random), random);
    return new ParallelGradients.Part(promptless.loss().add(prompted.loss()), promptless.score());
  }

  /** The loss without prompts, of the task alone as score. */
  ParallelGradients.Part promptless(List<ExpertSamples.Sample> tiles) {
    SampleBatch batch = SampleBatch.of(model, split, tiles);
    ImageFeatures embedded = model.imageEncoder().tail(batch.trunk(), split);
    NDList answer = model.predictTask(embedded, task);
    NDArray logits = answer.get(0);
    NDArray targets = MaskTargets.shares(batch.foregrounds(), model.weights().manager());
    NDArray loss = LOSS.of(logits, answer.get(1), targets);
    NDArray total = regulariser.addTo(loss, batch.trunk(), logits);
    if (model.tellsDepth()) {
      total = total.add(DepthLoss.of(answer.get(2), batch.labels()));
    }
    return new ParallelGradients.Part(total, loss.getFloat());
  }

  private static List<Mask> objects(List<ExpertSamples.Sample> images, RandomGenerator random) {
    List<Mask> objects = new ArrayList<>();
    for (ExpertSamples.Sample sample : images) {
      for (int i = 0; i < OBJECTS_PER_IMAGE; i++) {
        objects.add(sample.objects().get(random.nextInt(sample.objects().size())));
      }
    }
    return objects;
  }
}
