package io.github.evosam.sam;

import java.util.Comparator;
import java.util.List;

/**
 * Which of the decoder's masks is the answer. Mask 0 was trained for prompts that leave no doubt,
 * the others for prompts that may mean a part, an object or a group (Kirillov et al. 2023, sec. 3).
 */
public enum MaskChoice {
  /**
   * One click, without box, mask or previous logits, may mean several things: the best by predicted
   * IoU of masks 1 and up. Otherwise mask 0.
   */
  BY_AMBIGUITY,
  /** Always mask 0 (official {@code multimask_output=False}). */
  SINGLE,
  /** Always the best by predicted IoU of masks 1 and up. */
  BEST_OF_MULTIPLE,
  /** Always the best by predicted IoU: for models that judge each mask by itself. */
  BEST_OF_ALL;

  /** What suits a model: {@link #BEST_OF_ALL} if it judges masks, else as the official code. */
  static MaskChoice suited(SamModel model) {
    return model.judgesMasks() ? BEST_OF_ALL : BY_AMBIGUITY;
  }

  /**
   * Picks the answer.
   *
   * @param masks all masks of the decoder, mask 0 first
   * @param ambiguous whether a single click is all there is
   */
  Candidate pick(List<Candidate> masks, boolean ambiguous) {
    boolean single = this == SINGLE || (this == BY_AMBIGUITY && !ambiguous);
    if (single || masks.size() == 1) {
      return masks.get(0);
    }
    return masks.stream()
        .skip(this == BEST_OF_ALL ? 0 : 1)
        .max(Comparator.comparingDouble(Candidate::predictedIou))
        .orElseThrow();
  }
}
