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

  /** Encoders have fewer blocks. */
  private static final int MOST_BLOCKS = 1000;

  /** A rank above the width of the widest map changes nothing more. */
  private static final int LARGEST_RANK = 4096;

  private static final double LARGEST_ALPHA = 1_000_000;
  private static final int MOST_TARGETS = 100;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public AdapterSettings {
    targets = List.copyOf(targets);
    boolean isFormed = split >= 0 && split <= MOST_BLOCKS && rank >= 1 && rank <= LARGEST_RANK;
    boolean isScaled = alpha > 0 && alpha <= LARGEST_ALPHA;
    if (!isFormed || !isScaled || targets.isEmpty() || targets.size() > MOST_TARGETS) {
      throw new IllegalArgumentException(
          "LoRA needs split >= 0, rank >= 1, alpha > 0 and a target, at most %d, %d, %.0f and %d, not %d, %d, %s and %d of them"
              .formatted(
                  MOST_BLOCKS,
                  LARGEST_RANK,
                  LARGEST_ALPHA,
                  MOST_TARGETS,
                  split,
                  rank,
                  alpha,
                  targets.size()));
    }
  }

  /** Settings of an expert that answers prompts, too. */
  public AdapterSettings(int split, int rank, double alpha, List<String> targets) {
    this(split, rank, alpha, targets, PromptWays.FORMER);
  }
}
