package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Scaling;

/**
 * The training loss of Segment Anything (Kirillov et al. 2023, App. A): focal and dice loss on the
 * masks, squared error on the predicted IoU. Mask 0 is always judged, of the ambiguity-aware masks
 * only the best.
 *
 * <p>Legend: N prompts, M masks of each, h × w logits.
 *
 * @param focalWeight weight of the focal loss
 * @param diceWeight weight of the dice loss
 * @param iouWeight weight of the IoU error
 */
public record MaskLoss(float focalWeight, float diceWeight, float iouWeight) {
  /** The weights of the original paper, 20 : 1 : 1. */
  public static final MaskLoss SAM = new MaskLoss(20, 1, 1);

  /**
   * Weights for a model that starts from nothing: with more weight on the dice loss it does not
   * settle on empty masks first.
   */
  public static MaskLoss fromScratch(float iouWeight) {
    return new MaskLoss(8, 2, iouWeight);
  }

  /**
   * The loss, averaged over prompts.
   *
   * @param logits {@code [N, M, h, w]}
   * @param predictedIou {@code [N, M]}
   * @param target share of foreground in each pixel, 0..1, {@code [N, 1, h, w]}
   * @return a scalar with gradient
   */
  public NDArray of(NDArray logits, NDArray predictedIou, NDArray target) {
    Shape s = logits.getShape();
    NDArray x = logits.reshape(s.get(0), s.get(1), -1);
    NDArray t = target.reshape(s.get(0), 1, -1);
    NDArray mask =
        Scaling.times(focal(x, t), focalWeight).add(Scaling.times(dice(x, t), diceWeight));
    NDArray single = mask.get(":, 0");
    NDArray loss = s.get(1) == 1 ? single : single.add(mask.get(":, 1:").min(new int[] {1}));
    NDArray iouError = predictedIou.sub(iou(x, t)).square().mean(new int[] {1});
    return loss.add(Scaling.times(iouError, iouWeight)).mean();
  }

  /** Focal loss (Lin et al. 2017, γ = 2) per mask: {@code [N, M, P], [N, 1, P] → [N, M]}. */
  static NDArray focal(NDArray x, NDArray t) {
    NDArray probability = Activation.sigmoid(x);
    // log(1 + exp(x)) without overflow, minus x·t: the cross-entropy
    NDArray entropy = Activation.softPlus(x).sub(x.mul(t));
    NDArray miss = probability.add(t).sub(Scaling.times(probability.mul(t), 2));
    return entropy.mul(miss.square()).mean(new int[] {2});
  }

  /** 1 − Dice of the probabilities per mask. */
  static NDArray dice(NDArray x, NDArray t) {
    NDArray probability = Activation.sigmoid(x);
    NDArray both = probability.mul(t).sum(new int[] {2});
    NDArray sum = probability.sum(new int[] {2}).add(t.sum(new int[] {2}));
    return Scaling.times(both, 2).add(1).div(sum.add(1)).neg().add(1);
  }

  /** Intersection over union of the thresholded masks, {@code [N, M]}, without gradient. */
  static NDArray iou(NDArray x, NDArray t) {
    NDArray predicted = x.stopGradient().gt(0).toType(t.getDataType(), false);
    NDArray truth = t.gte(0.5).toType(t.getDataType(), false);
    NDArray both = predicted.mul(truth).sum(new int[] {2});
    NDArray either = predicted.sum(new int[] {2}).add(truth.sum(new int[] {2})).sub(both);
    return both.div(either.maximum(1));
  }

  /** The IoU of each mask of the loss's arguments, {@code [N, M]}. */
  public static NDArray iouOf(NDArray logits, NDArray target) {
    Shape s = logits.getShape();
    return iou(logits.reshape(s.get(0), s.get(1), -1), target.reshape(s.get(0), 1, -1));
  }
}
