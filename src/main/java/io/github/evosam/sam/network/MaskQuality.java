package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.github.evosam.nn.Mlp;
import io.github.evosam.nn.Scope;
import io.github.evosam.nn.StateDict;

/**
 * Predicts the IoU of each mask from the mask itself and the features it covers, as mask scoring
 * does (Huang et al. 2019, Mask Scoring R-CNN). The official head sees tokens only; where most of a
 * mask is made behind them, by {@link MixingBlock}s, it cannot tell a good mask from a bad one.
 *
 * <p>It judges and does not teach: no gradient passes to what it looks at.
 *
 * <p>Legend: N prompts, M masks, C token channels, F feature channels, h × w logits.
 */
final class MaskQuality {
  /** Name of its parameters in the weights. */
  static final String NAME = "mask_decoder.mask_quality";

  /** Logit offset of the stability, as in the official automatic mask generator. */
  private static final float OFFSET = 1;

  private final Mlp head;

  MaskQuality(StateDict weights) {
    head =
        Mlp.of(
            weights, Activation::relu, NAME + ".layers.0", NAME + ".layers.1", NAME + ".layers.2");
  }

  /** Whether the weights hold this head. */
  static boolean isIn(StateDict weights) {
    return weights.has(NAME + ".layers.0.weight");
  }

  /**
   * Judges masks.
   *
   * @param logits {@code [N, M, h, w]}
   * @param tokens the IoU token and the mask tokens behind the transformer, {@code [N, 1 + M, C]}
   * @param features what the hypernetworks make masks of, {@code [N, F, h, w]}
   * @return predicted IoU, 0..1, {@code [N, M]}
   */
  NDArray judge(NDArray logits, NDArray tokens, NDArray features) {
    return Scope.keep(
        () -> {
          Shape s = logits.getShape();
          long pixels = s.get(2) * s.get(3);
          NDArray x = logits.stopGradient().reshape(s.get(0), s.get(1), pixels);
          NDArray f = features.stopGradient().reshape(s.get(0), -1, pixels).transpose(0, 2, 1);
          NDArray p = Activation.sigmoid(x);
          NDArray border = p.sub(p.square());
          NDArray all =
              NDArrays.concat(
                  new NDList(
                      tokens(tokens.stopGradient(), s.get(1)),
                      mean(p, f),
                      mean(border, f),
                      shape(x, p, border)),
                  2);
          return Activation.sigmoid(head.forward(all)).reshape(s.get(0), s.get(1));
        });
  }

  /** Each mask's token beside the IoU token, {@code [N, 1 + M, C] → [N, M, 2C]}. */
  private static NDArray tokens(NDArray tokens, long masks) {
    NDArray iou = tokens.get(":, 0:1").repeat(1, masks);
    return NDArrays.concat(new NDList(tokens.get(":, 1:"), iou), 2);
  }

  /** Mean features, weighted: {@code [N, M, P], [N, P, F] → [N, M, F]}. */
  private static NDArray mean(NDArray weights, NDArray features) {
    return weights.matMul(features).div(weights.sum(new int[] {2}, true).add(1));
  }

  /** Area, certainty, stability and relative length of the border, {@code [N, M, 4]}. */
  private static NDArray shape(NDArray x, NDArray p, NDArray border) {
    NDArray area = p.mean(new int[] {2}, true);
    NDArray inside = x.gt(0).toType(p.getDataType(), false);
    NDArray certainty = ratio(p.mul(inside), p.maximum(inside));
    NDArray strict = x.gt(OFFSET).toType(p.getDataType(), false);
    NDArray loose = x.gt(-OFFSET).toType(p.getDataType(), false);
    return NDArrays.concat(
        new NDList(area.add(1e-4).log(), certainty, ratio(strict, loose), ratio(border, p)), 2);
  }

  private static NDArray ratio(NDArray numerator, NDArray denominator) {
    return numerator.sum(new int[] {2}, true).div(denominator.sum(new int[] {2}, true).add(1));
  }
}
