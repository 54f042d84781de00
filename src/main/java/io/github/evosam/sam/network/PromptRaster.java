package io.github.evosam.sam.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Draws prompts into the mask that the decoder starts from, so that a small model need not learn
 * geometry from tokens alone: a box is undecided inside and negative outside, a click a disc of its
 * sign, as click maps in interactive segmentation (Sofiiuk et al. 2022). Used by models whose
 * metadata ask for it; official checkpoints get their prompts as tokens only.
 *
 * <p>Legend: N prompts, S input side, low = S / 4 side of the logits.
 *
 * @param inputSide side S of the model's input, pixels
 */
record PromptRaster(int inputSide) {
  /** Logit outside a box; inside it is 0, so that the image must tell the object from its box. */
  private static final float OUTSIDE_BOX = -4;

  /** Logit of a clicked disc, and bound of all others. */
  private static final float CLICK_LOGIT = 8;

  /** Bound of what is only expected, so that a click weighs more. */
  private static final float EXPECTED_LOGIT = 4;

  /** Radius of a click, logits pixels. */
  private static final double CLICK_RADIUS = 2;

  private static final int LOGITS_STRIDE = 4;

  /**
   * The mask to start from, with the prompts drawn into it.
   *
   * @param before what there is without these prompts
   * @return {@code [N, 1, low, low]}, on the manager
   */
  NDArray start(PromptTokens prompts, MaskStart before, NDManager manager) {
    int low = inputSide / LOGITS_STRIDE;
    int pixels = low * low;
    float[] logits =
        before.logits() == null
            ? new float[prompts.prompts() * pixels]
            : before.logits().toFloatArray();
    float bound = before.isAnswer() ? CLICK_LOGIT : EXPECTED_LOGIT;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = Math.max(-bound, Math.min(bound, logits[i]));
    }
    for (int n = 0; n < prompts.prompts(); n++) {
      if (before.logits() == null) {
        drawBox(prompts.coordinates()[n], prompts.kinds()[n], logits, n * pixels, low);
      }
      drawClicks(prompts.coordinates()[n], prompts.kinds()[n], logits, n * pixels, low);
    }
    return manager.create(logits, new Shape(prompts.prompts(), 1, low, low));
  }

  private static void drawBox(double[][] xy, int[] kinds, float[] logits, int base, int low) {
    for (int t = 0; t + 1 < kinds.length; t++) {
      if (kinds[t] == PromptTokens.BOX_TOP_LEFT) {
        for (int i = 0; i < low * low; i++) {
          double x = centre(i % low);
          double y = centre(i / low);
          boolean inside =
              x >= xy[t][0] - 2
                  && x <= xy[t + 1][0] + 2
                  && y >= xy[t][1] - 2
                  && y <= xy[t + 1][1] + 2;
          logits[base + i] = inside ? 0 : OUTSIDE_BOX;
        }
      }
    }
  }

  private static void drawClicks(double[][] xy, int[] kinds, float[] logits, int base, int low) {
    for (int t = 0; t < kinds.length; t++) {
      if (kinds[t] == PromptTokens.POSITIVE || kinds[t] == PromptTokens.NEGATIVE) {
        float logit = kinds[t] == PromptTokens.POSITIVE ? CLICK_LOGIT : -CLICK_LOGIT;
        double cx = (xy[t][0] + 0.5) / LOGITS_STRIDE - 0.5;
        double cy = (xy[t][1] + 0.5) / LOGITS_STRIDE - 0.5;
        for (int y = (int) Math.max(0, cy - CLICK_RADIUS);
            y <= Math.min(low - 1, cy + CLICK_RADIUS);
            y++) {
          for (int x = (int) Math.max(0, cx - CLICK_RADIUS);
              x <= Math.min(low - 1, cx + CLICK_RADIUS);
              x++) {
            if (Math.hypot(x - cx, y - cy) <= CLICK_RADIUS) {
              logits[base + y * low + x] = logit;
            }
          }
        }
      }
    }
  }

  /** Middle of a logits pixel in input pixels. */
  private static double centre(int pixel) {
    return (pixel + 0.5) * LOGITS_STRIDE - 0.5;
  }
}
