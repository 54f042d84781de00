package io.github.evosam.lora;

import java.util.EnumSet;
import java.util.Set;

/**
 * The form of an expert.
 *
 * @param rank r of the changes; a map with fewer inputs or outputs gets those as its rank
 * @param alpha α: a change is scaled by α / r
 * @param split number of the encoder's blocks that no expert changes, see {@code ImageEncoder}
 * @param groups which maps are changed
 * @param promptTokens number of sparse tokens of the task prompt
 */
public record LoraConfig(
    int rank, float alpha, int split, Set<LoraGroup> groups, int promptTokens) {

  /** Checks the numbers and freezes the set. */
  public LoraConfig {
    if (rank < 1 || alpha <= 0 || split < 0 || promptTokens < 1) {
      throw new IllegalArgumentException(
          "Rank, alpha and prompt tokens must be positive and the split not negative, but are"
              + " %d, %s, %d and %d".formatted(rank, alpha, promptTokens, split));
    }
    groups = Set.copyOf(groups);
  }

  /** All groups behind a split. */
  public static LoraConfig everywhere(int rank, int split) {
    return new LoraConfig(rank, rank, split, EnumSet.allOf(LoraGroup.class), 4);
  }

  /** The factor of a change of a given rank. */
  float scale() {
    return alpha / rank;
  }
}
