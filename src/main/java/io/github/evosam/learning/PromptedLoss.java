package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.github.evosam.geometry.Mask;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.SamModel;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The loss of a simulated user's session: first prompts, then corrective clicks that start from the
 * previous logits, all on one image embedding (Kirillov et al. 2023, App. A).
 *
 * @param model the model in training
 * @param loss judges a round
 */
record PromptedLoss(SamModel model, MaskLoss loss) {
  /** Share of the sessions that end after 1, 2, 3 and 5 rounds. */
  private static final double[] ROUND_SHARES = {0.45, 0.3, 0.15, 0.1};

  private static final int[] ROUNDS = {1, 2, 3, 5};
  private static final double BOX_SHARE = 0.4;
  private static final double POINT_SHARE = 0.5;

  /**
   * The loss of the first round and of the last; rounds between them only lead there.
   *
   * @param image embeddings of B images
   * @param truths the objects, equally many of each image, image by image, in the frame of the
   *     model's input
   * @return the loss, and the mean IoU of mask 0 in the last round
   */
  public ParallelGradients.Part of(ImageFeatures image, List<Mask> truths, RandomGenerator random) {
    NDArray targets = MaskTargets.shares(truths, model.weights().manager());
    PromptSimulation user = new PromptSimulation(truths, start(random), random);
    int rounds = rounds(random.nextDouble());
    NDList answer = model.predict(image, user.tokens(), null);
    NDArray total = loss.of(answer.get(0), answer.get(1), targets);
    for (int round = 2; round <= rounds; round++) {
      NDArray previous = answer.get(0).get(":, 0:1").stopGradient();
      user.correct(PredictedMasks.masks(previous, truths.get(0).size().width()));
      boolean last = round == rounds;
      answer = model.predict(last ? image : image.detached(), user.tokens(), previous);
      if (last) {
        total = total.add(loss.of(answer.get(0), answer.get(1), targets));
      }
    }
    float iou = MaskLoss.iouOf(answer.get(0).get(":, 0:1"), targets).mean().getFloat();
    return new ParallelGradients.Part(total, iou);
  }

  private static int rounds(double draw) {
    int i = 0;
    for (double left = draw; i < ROUNDS.length - 1 && left >= ROUND_SHARES[i]; i++) {
      left -= ROUND_SHARES[i];
    }
    return ROUNDS[i];
  }

  private static PromptSimulation.Start start(RandomGenerator random) {
    double draw = random.nextDouble();
    if (draw < BOX_SHARE) {
      return PromptSimulation.Start.BOX;
    }
    return draw < BOX_SHARE + POINT_SHARE
        ? PromptSimulation.Start.POINT
        : PromptSimulation.Start.POINT_AND_BOX;
  }
}
