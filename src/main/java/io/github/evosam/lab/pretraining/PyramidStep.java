package io.github.evosam.lab.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
import io.github.evosam.learning.DepthLoss;
import io.github.evosam.learning.MaskLoss;
import io.github.evosam.learning.MaskTargets;
import io.github.evosam.learning.ParallelGradients;
import io.github.evosam.learning.PredictedMasks;
import io.github.evosam.learning.PromptSimulation;
import io.github.evosam.learning.PromptSimulation.Start;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The loss of one batch: each object is asked for as a user would, some once more with corrective
 * clicks (Kirillov et al. 2023, App. A), some from a mask that is there; and each image once
 * without a prompt for all objects together and for how deep inside its object each pixel lies.
 *
 * @param model the model in training
 */
record PyramidStep(SamModel model) {
  private static final MaskLoss LOSS = MaskLoss.BALANCED;

  /** Share of the steps that end after the first prompts, and after 1, 2 and 4 corrections. */
  private static final double[] ROUND_SHARES = {0.45, 0.3, 0.15, 0.1};

  private static final int[] CORRECTIONS = {0, 1, 2, 4};

  /** Shares of boxes, clicks, and both. */
  private static final double[] START_SHARES = {0.4, 0.45, 0.15};

  private static final Start[] STARTS = {Start.BOX, Start.POINT, Start.POINT_AND_BOX};

  /** Share of the steps that start from a mask, as of a neighbouring slice or to be corrected. */
  private static final double MASK_SHARE = 0.2;

  /** Share of the masks to be corrected that lack a part of the object; the others are moved. */
  private static final double PART_SHARE = 0.75;

  /**
   * Share of a pixel that a given mask covers at least, or leaves uncovered: its logit is finite.
   */
  private static final double LEAST_SHARE = 0.001;

  /** Computes the loss of a batch; the score is the mean IoU of mask 0 after the last prompts. */
  ParallelGradients.Part of(ObjectBatch batch, RandomGenerator random) {
    ImageFeatures image = model.imageEncoder().encode(batch.inputs(model.weights().manager()));
    ParallelGradients.Part prompted = prompted(image, batch.truths(), random);
    return new ParallelGradients.Part(
        prompted.loss().add(promptless(image, batch.labels())), prompted.score());
  }

  private ParallelGradients.Part prompted(
      ImageFeatures image, List<Mask> truths, RandomGenerator random) {
    if (random.nextDouble() < MASK_SHARE) {
      return fromMasks(image, truths, random);
    }
    NDArray targets = MaskTargets.shares(truths, model.weights().manager());
    List<Start> starts = new ArrayList<>();
    truths.forEach(truth -> starts.add(STARTS[Draws.index(START_SHARES, random)]));
    PromptSimulation user = new PromptSimulation(truths, starts, random);
    NDList answer = model.predict(image, user.tokens(), null);
    NDArray loss = LOSS.of(answer.get(0), answer.get(1), targets);
    int corrections = CORRECTIONS[Draws.index(ROUND_SHARES, random)];
    for (int round = 1; round <= corrections; round++) {
      NDArray previous = chosen(answer, starts, round == 1);
      user.correct(PredictedMasks.masks(previous, truths.get(0).size().width()));
      boolean last = round == corrections;
      answer = model.predict(last ? image : image.detached(), user.tokens(), previous);
      if (last) {
        loss = loss.add(LOSS.of(answer.get(0), answer.get(1), targets));
      }
    }
    float iou = MaskLoss.iouOf(answer.get(0).get(":, 0:1"), targets).mean().getFloat();
    return new ParallelGradients.Part(loss, iou);
  }

  /** A mask of a neighbouring slice comes with its box, one to be corrected with a click. */
  private ParallelGradients.Part fromMasks(
      ImageFeatures image, List<Mask> truths, RandomGenerator random) {
    boolean isNeighbour = random.nextBoolean();
    List<Mask> given =
        truths.stream()
            .map(
                truth ->
                    !isNeighbour && random.nextDouble() < PART_SHARE
                        ? DistortedMask.part(truth, random)
                        : DistortedMask.moved(truth, random))
            .toList();
    PromptSimulation user;
    if (isNeighbour) {
      user = new PromptSimulation(given, Start.BOX, random);
    } else {
      user = new PromptSimulation(truths, Start.NOTHING, random);
      user.correct(given);
    }
    NDArray shares =
        MaskTargets.shares(given, model.weights().manager()).clip(LEAST_SHARE, 1 - LEAST_SHARE);
    NDArray logits = shares.div(shares.neg().add(1)).log();
    NDArray targets = MaskTargets.shares(truths, model.weights().manager());
    NDList answer = model.predict(image, user.tokens(), logits);
    float iou = MaskLoss.iouOf(answer.get(0).get(":, 0:1"), targets).mean().getFloat();
    return new ParallelGradients.Part(LOSS.of(answer.get(0), answer.get(1), targets), iou);
  }

  /** The mask that the user sees: after a single click the best of masks 1 to 3, else mask 0. */
  private static NDArray chosen(NDList answer, List<Start> starts, boolean first) {
    NDArray masks = answer.get(0).stopGradient();
    if (!first) {
      return masks.get(":, 0:1");
    }
    long[] best = answer.get(1).get(":, 1:").argMax(1).toLongArray();
    NDList chosen = new NDList();
    for (int n = 0; n < best.length; n++) {
      long mask = starts.get(n) == Start.POINT ? 1 + best[n] : 0;
      chosen.add(masks.get(new NDIndex("{}:{}, {}:{}", n, n + 1, mask, mask + 1)));
    }
    return NDArrays.concat(chosen, 0);
  }

  private NDArray promptless(ImageFeatures image, List<LabelMap> labels) {
    NDList answer = model.predictTask(image, model.noPrompt());
    List<Mask> foregrounds = labels.stream().map(LabelMap::foreground).toList();
    NDArray targets = MaskTargets.shares(foregrounds, model.weights().manager());
    return LOSS.of(answer.get(0), answer.get(1), targets).add(DepthLoss.of(answer.get(2), labels));
  }
}
