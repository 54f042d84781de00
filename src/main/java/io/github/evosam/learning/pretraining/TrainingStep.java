package io.github.evosam.learning.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.evosam.geometry.ImageSize;
import io.github.evosam.geometry.Mask;
import io.github.evosam.learning.MaskLoss;
import io.github.evosam.learning.PromptSimulation;
import io.github.evosam.sam.ImageFeatures;
import io.github.evosam.sam.SamModel;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The loss of one batch: first prompts, then corrective clicks that start from the previous logits,
 * all on one image embedding.
 *
 * @param model the model in training
 * @param loss judges each round
 */
record TrainingStep(SamModel model, MaskLoss loss) {
  /** Masks are judged at twice the resolution of the logits, so that thin structures count. */
  private static final int LOSS_FACTOR = 2;

  private static final double SECOND_ROUND_SHARE = 0.5;
  private static final double BOX_SHARE = 0.5;
  private static final double POINT_SHARE = 0.4;

  /**
   * What a step came to.
   *
   * @param loss scalar with gradient
   * @param iou mean IoU of mask 0 over the prompts of the last round
   * @param start how the simulated user began
   */
  record Outcome(NDArray loss, float iou, PromptSimulation.Start start) {}

  /** Computes the loss of a batch. */
  Outcome of(Batch batch, RandomGenerator random) {
    var manager = model.weights().manager();
    ImageFeatures image = model.imageEncoder().encode(batch.inputs(manager));
    NDArray targets = batch.targets(manager, LOSS_FACTOR);
    PromptSimulation.Start start = start(random);
    PromptSimulation user = new PromptSimulation(batch.truths(), start, random);
    NDList first = model.predict(image, user.tokens(), null);
    NDArray logits = enlarge(first.get(0));
    NDArray total = loss.of(logits, first.get(1), targets);
    if (random.nextDouble() < SECOND_ROUND_SHARE) {
      NDArray previous = first.get(0).get(":, 0:1").stopGradient();
      user.correct(masks(previous, batch.side()));
      NDList second = model.predict(image, user.tokens(), previous);
      logits = enlarge(second.get(0));
      total = total.add(loss.of(logits, second.get(1), targets));
    }
    float iou = MaskLoss.iouOf(logits.get(":, 0:1"), targets).mean().getFloat();
    return new Outcome(total, iou, start);
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

  private static NDArray enlarge(NDArray logits) {
    Shape s = logits.getShape();
    int bilinear = 1; // DJL numbers the modes differently from its documentation
    long[] size = {s.get(2) * 2, s.get(3) * 2};
    return logits.getNDArrayInternal().interpolation(size, bilinear, false);
  }

  /** Logits {@code [N, 1, S/4, S/4]} above zero, each pixel enlarged to the input's frame. */
  private static List<Mask> masks(NDArray logits, int side) {
    int low = (int) logits.getShape().get(3);
    int factor = side / low;
    float[] values = logits.toFloatArray();
    List<Mask> masks = new ArrayList<>();
    for (int n = 0; n < logits.getShape().get(0); n++) {
      boolean[] foreground = new boolean[side * side];
      for (int i = 0; i < foreground.length; i++) {
        int cell = n * low * low + i / side / factor * low + i % side / factor;
        foreground[i] = values[cell] > 0;
      }
      masks.add(Mask.of(new ImageSize(side, side), foreground));
    }
    return masks;
  }
}
