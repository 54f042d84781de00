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
   * For models that judge each mask by what it covers: the best by predicted IoU of all masks in
   * all views, without those that a view's border cuts.
   */
  BEST_OF_ALL,
  /**
   * As {@link #BY_AMBIGUITY}, but where mask 0 is not stable the best of the others stands for it
   * (official SAM 2 {@code _dynamic_multimask_via_stability}).
   */
  BY_STABILITY;

  /**
   * What a predicted IoU in a magnified view counts less: the smaller the input, the coarser the
   * pixels that it is an IoU of, and the more thin structures it forgives. Half of the differences
   * that were best on development images.
   */
  private static final double COARSENESS = 0.1;

  /** What suits a model: {@link #BEST_OF_ALL} if it judges masks, else as its official code. */
  static MaskChoice suited(SamModel model) {
    if (model.config().encoder() == SamConfig.EncoderKind.HIERA) {
      return BY_STABILITY;
    }
    return model.judgesMasks() ? BEST_OF_ALL : BY_AMBIGUITY;
  }

  /**
   * Picks the answer.
   *
   * @param masks all masks of the decoder for each view: the whole image first, mask 0 first in
   *     each
   * @param query that they answer
   */
  Candidate pick(List<Candidate> masks, MaskQuery query) {
    int first =
        switch (this) {
          case SINGLE -> masks.size();
          case BY_AMBIGUITY -> query.ambiguous() ? 1 : masks.size();
          case BY_STABILITY -> query.ambiguous() || !isStable(masks.get(0)) ? 1 : masks.size();
          case BEST_OF_MULTIPLE -> 1;
          case BEST_OF_ALL -> 0;
        };
    return masks.stream()
        .skip(first)
        .filter(mask -> !mask.isCut())
        .max(Comparator.comparingDouble(MaskChoice::worth))
        .orElse(masks.get(0));
  }

  private static boolean isStable(Candidate mask) {
    return MaskStability.isStable(mask.lowRes().logits());
  }

  /** The predicted IoU, made comparable between inputs of different resolution. */
  private static double worth(Candidate mask) {
    boolean coarse = mask.lowRes().view().transform().inputSide() == BaseMagnification.INPUT_SIDE;
    return mask.predictedIou() - (coarse ? COARSENESS : 0);
  }
}
