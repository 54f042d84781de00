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
  /**
   * For models that judge each mask by what it covers: of a box without clicks the best by
   * predicted IoU of all masks. Otherwise mask 0; with a click or two the judgement is not yet
   * better than that.
   */
  BEST_FOR_BOX;

  /** What suits a model: {@link #BEST_FOR_BOX} if it judges masks, else as the official code. */
  static MaskChoice suited(SamModel model) {
    return model.judgesMasks() ? BEST_FOR_BOX : BY_AMBIGUITY;
  }

  /**
   * Picks the answer.
   *
   * @param masks all masks of the decoder, mask 0 first
   * @param query that they answer
   */
  Candidate pick(List<Candidate> masks, MaskQuery query) {
    int first =
        switch (this) {
          case SINGLE -> masks.size();
          case BY_AMBIGUITY -> query.ambiguous() ? 1 : masks.size();
          case BEST_OF_MULTIPLE -> 1;
          case BEST_FOR_BOX -> query.boxOnly() ? 0 : masks.size();
        };
    return masks.stream()
        .skip(first)
        .max(Comparator.comparingDouble(Candidate::predictedIou))
        .orElse(masks.get(0));
  }
}
