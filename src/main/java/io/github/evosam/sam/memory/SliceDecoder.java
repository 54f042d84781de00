package io.github.evosam.sam.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.github.evosam.nn.Scope;
import io.github.evosam.sam.hiera.MaskStability;
import io.github.evosam.sam.network.ImageFeatures;
import io.github.evosam.sam.network.PromptTokens;
import io.github.evosam.sam.network.SamModel;
import java.util.Arrays;

/**
 * Asks the mask decoder about one object on one slice and chooses among its masks (official {@code
 * sam2_base.py}, {@code _forward_sam_heads}): the best by predicted IoU where there is at most one
 * click, else mask 0, or the best of the others where mask 0 is not stable.
 *
 * @param model SAM 2
 * @param pointers of its memory
 */
record SliceDecoder(SamModel model, ObjectPointers pointers) {
  /** Logit of every pixel where the object is not. */
  private static final float NOWHERE = -1024;

  /**
   * The chosen mask and its pointer.
   *
   * @param pointer {@code [1, C]}, the caller's to close
   */
  record Decoded(DecodedMask mask, NDArray pointer) {}

  /**
   * Decodes.
   *
   * @param features of the slice, of a batch of one
   * @param prompts of one object; padding only where nothing is shown
   * @param start logits to start from, {@code [1, 1, 4h, 4w]}, or null
   * @param ambiguous whether the prompts may mean several things
   */
  Decoded decode(ImageFeatures features, PromptTokens prompts, NDArray start, boolean ambiguous) {
    NDArray[] pointer = new NDArray[1];
    DecodedMask[] mask = new DecodedMask[1];
    pointer[0] =
        Scope.keep(
            () -> {
              NDList all = model.predict(features, prompts, start);
              float[] ious = all.get(1).toFloatArray();
              float score = all.get(3).toFloatArray()[0];
              float[] logits = all.get(0).toFloatArray();
              int pixels = logits.length / ious.length;
              int best = best(ious);
              boolean single = !ambiguous && MaskStability.isStable(Arrays.copyOf(logits, pixels));
              int chosen = single ? 0 : best;
              mask[0] = masked(logits, chosen, pixels, ious[chosen], score);
              NDArray token = all.get(2).get(new NDIndex(":, {}", ambiguous ? best : 0));
              return pointers.of(token, score > 0);
            });
    return new Decoded(mask[0], pointer[0]);
  }

  private static DecodedMask masked(
      float[] logits, int chosen, int pixels, float iou, float score) {
    float[] own = Arrays.copyOfRange(logits, chosen * pixels, (chosen + 1) * pixels);
    if (score <= 0) {
      Arrays.fill(own, NOWHERE);
    }
    return new DecodedMask(own, iou, score);
  }

  /** The best of masks 1 and up. */
  private static int best(float[] ious) {
    int best = 1;
    for (int i = 2; i < ious.length; i++) {
      best = ious[i] > ious[best] ? i : best;
    }
    return best;
  }
}
