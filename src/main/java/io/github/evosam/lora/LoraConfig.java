package io.github.evosam.lora;

import io.github.evosam.nn.StateDict;
import java.util.EnumSet;
import java.util.Set;

/**
 * The form of an expert.
 *
 * @param rank r of the changes; a map with fewer inputs or outputs gets those as its rank
 * @param alpha α: a change is scaled by α / r
 * @param split number of the encoder's blocks that no expert changes, see {@code ImageEncoder}
 * @param groups which maps are changed
 * @param promptTokens number of sparse tokens of the task prompt; 0 for models that take none
 */
public record LoraConfig(
    int rank, float alpha, int split, Set<LoraGroup> groups, int promptTokens) {
  /** The decoder looks from every token at every other. */
  private static final int MOST_TOKENS = 256;

  /** Tokens of a task prompt, for models that take some. */
  private static final int PROMPT_TOKENS = 4;

  /** Checks the numbers and freezes the set. */
  public LoraConfig {
    if (rank < 1 || alpha <= 0 || split < 0 || promptTokens < 0 || promptTokens > MOST_TOKENS) {
      throw new IllegalArgumentException(
          "Rank and alpha must be positive, the split not negative, and prompt tokens at most %d, but are %d, %s, %d and %d"
              .formatted(MOST_TOKENS, rank, alpha, split, promptTokens));
    }
    groups = Set.copyOf(groups);
  }

  /** All groups that a model has, behind a split. */
  public static LoraConfig everywhere(StateDict base, int rank, int split) {
    Set<LoraGroup> groups = EnumSet.allOf(LoraGroup.class);
    groups.removeIf(group -> base.names().stream().noneMatch(group::holds));
    if (!groups.contains(LoraGroup.PYRAMID)) {
      groups.remove(LoraGroup.NECK); // of other encoders it takes no adapter
    }
    return new LoraConfig(rank, rank, split, groups, NoPrompt.isToken(base) ? PROMPT_TOKENS : 0);
  }

  /** The factor of a change of a given rank. */
  float scale() {
    return alpha / rank;
  }
}
