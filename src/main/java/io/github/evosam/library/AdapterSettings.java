package io.github.evosam.library;

import java.util.List;

/**
 * Where an expert's LoRA sits in the base model (Hu et al. 2022): {@code W' = W +
 * (alpha/rank)·B·A}, and when it is put there.
 *
 * @param split number of encoder blocks in the frozen trunk; LoRA sits behind them. 0: in all
 * @param rank of the updates
 * @param alpha scale of the updates, times the rank
 * @param targets what is adapted, in the words of {@code lora}; at least one
 * @param prompts how they are answered
 */
public record AdapterSettings(
    int split, int rank, double alpha, List<String> targets, PromptWays prompts) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public AdapterSettings {
    targets = List.copyOf(targets);
    if (split < 0 || rank < 1 || !(alpha > 0) || Double.isInfinite(alpha) || targets.isEmpty()) {
      throw new IllegalArgumentException(
          "LoRA needs split >= 0, rank >= 1, alpha > 0 and a target, not %d, %d, %s and %s"
              .formatted(split, rank, alpha, targets));
    }
  }

  /** Settings of an expert that answers prompts, too. */
  public AdapterSettings(int split, int rank, double alpha, List<String> targets) {
    this(split, rank, alpha, targets, PromptWays.FORMER);
  }
}
