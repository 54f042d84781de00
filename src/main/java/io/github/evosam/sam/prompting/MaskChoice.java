package io.github.evosam.sam.prompting;

import io.github.evosam.sam.hiera.MaskStability;
import io.github.evosam.sam.network.SamConfig;
import io.github.evosam.sam.network.SamModel;
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
   * As {@link #BY_AMBIGUITY}, but where mask 0 is not stable the best of the others stands for it
   * (official SAM 2 {@code _dynamic_multimask_via_stability}).
   */
  BY_STABILITY;

  /** What suits a model, as its official code has it. */
  static MaskChoice suited(SamModel model) {
    boolean isSam2 = model.config().encoder() == SamConfig.EncoderKind.HIERA;
    return isSam2 ? BY_STABILITY : BY_AMBIGUITY;
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
          case BY_STABILITY -> query.ambiguous() || !isStable(masks.get(0)) ? 1 : masks.size();
          case BEST_OF_MULTIPLE -> 1;
        };
    return masks.stream()
        .skip(first)
        .max(Comparator.comparingDouble(Candidate::predictedIou))
        .orElse(masks.get(0));
  }

  private static boolean isStable(Candidate mask) {
    return MaskStability.isStable(mask.lowRes().logits());
  }
}
