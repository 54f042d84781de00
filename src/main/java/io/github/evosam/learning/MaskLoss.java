package io.github.evosam.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Resizing;
import io.github.evosam.nn.Scaling;

/**
 * The training loss of Segment Anything (Kirillov et al. 2023, App. A) with cross-entropy in place
 * of the focal loss, so that pixels that are nearly right count as well: cross-entropy and dice
 * loss on the masks, squared error on the predicted IoU. Mask 0 is always judged, of the
 * ambiguity-aware masks only the best.
 *
 * <p>Legend: N prompts, M masks of each, h × w logits.
 *
 * @param pixelWeight weight of the cross-entropy
 * @param diceWeight weight of the dice loss
 * @param iouWeight weight of the IoU error
 */
public record MaskLoss(float pixelWeight, float diceWeight, float iouWeight) {
  /** Cross-entropy and dice alike. */
  public static final MaskLoss BALANCED = new MaskLoss(1, 1, 1);

  /**
   * The loss, averaged over prompts.
   *
   * @param lowResLogits {@code [N, M, h, w]}
   * @param predictedIou {@code [N, M]}
   * @param target share of foreground in each pixel of the enlarged logits, 0..1, {@code [N, 1, fh,
   *     fw]} with a whole factor f
   * @return a scalar with gradient
   */
  public NDArray of(NDArray lowResLogits, NDArray predictedIou, NDArray target) {
    NDArray t = flat(target);
    NDArray all = flat(enlarge(lowResLogits.stopGradient(), target));
    NDArray judged = flat(enlarge(judged(lowResLogits, all, t), target));
    NDArray mask = ofMasks(judged, t);
    NDArray iouError = predictedIou.sub(iou(all, t)).square().mean(new int[] {1});
    return mask.sum(new int[] {1}).add(Scaling.times(iouError, iouWeight)).mean();
  }

  /** {@code [N, M, P], [N, 1, P] → [N, M]}. */
  private NDArray ofMasks(NDArray x, NDArray t) {
    return Scaling.times(pixels(x, t), pixelWeight).add(Scaling.times(dice(x, t), diceWeight));
  }

  /**
   * Mask 0 and, of the others, the one of the best dice loss, {@code [N, M, h, w] → [N, 2, h, w]}.
   * Only what is judged is enlarged with a gradient, which saves half of the time.
   */
  private static NDArray judged(NDArray logits, NDArray all, NDArray target) {
    long masks = logits.getShape().get(1);
    if (masks == 1) {
      return logits;
    }
    NDArray best = dice(all.get(":, 1:"), target).argMin(1);
    NDArray chosen = best.oneHot((int) masks - 1).reshape(-1, masks - 1, 1, 1);
    NDArray ambiguous = logits.get(":, 1:").mul(chosen).sum(new int[] {1}, true);
    return NDArrays.concat(new NDList(logits.get(":, 0:1"), ambiguous), 1);
  }

  private static NDArray flat(NDArray masks) {
    Shape s = masks.getShape();
    return masks.reshape(s.get(0), s.get(1), s.get(2) * s.get(3));
  }

  /** To the size of the target. */
  private static NDArray enlarge(NDArray logits, NDArray target) {
    Shape size = target.getShape();
    boolean fits = logits.getShape().get(2) == size.get(2);
    return fits ? logits : Resizing.bilinear(logits, size.get(2), size.get(3));
  }

  /** Cross-entropy per mask: {@code [N, M, P], [N, 1, P] → [N, M]}. */
  static NDArray pixels(NDArray x, NDArray t) {
    // log(1 + exp(x)) without overflow, minus x·t: the cross-entropy
    NDArray entropy = Activation.softPlus(x).sub(x.mul(t));
    return entropy.mean(new int[] {2});
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

  /** The IoU of each mask of the loss's arguments, {@code [N, M]}, without gradient. */
  public static NDArray iouOf(NDArray lowResLogits, NDArray target) {
    return iou(flat(enlarge(lowResLogits.stopGradient(), target)), flat(target));
  }
}
