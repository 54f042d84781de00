package io.github.evosam.lora;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The form of an expert.
 *
 * @param rank r of the changes; a map with fewer inputs or outputs gets those as its rank
 * @param alpha α: a change is scaled by α / r
 * @param split number of the encoder's blocks that no expert changes, see {@code ImageEncoder}
 * @param groups which maps are changed
 * @param promptTokens number of sparse tokens of the task prompt; 0 for models that take none
 * @param head size of the perceptron that sharpens the task's logits; empty for none
 */
public record LoraConfig(
    int rank,
    float alpha,
    int split,
    Set<LoraGroup> groups,
    int promptTokens,
    Optional<Head> head) {

  /**
   * Size of a perceptron with one hidden layer and one output.
   *
   * @param inputs number of features
   * @param units of the hidden layer
   */
  public record Head(int inputs, int units) {
    /** Checks the numbers. */
    public Head {
      if (inputs < 1 || units < 1) {
        throw new IllegalArgumentException(
            "A perceptron needs inputs and units, not %d and %d".formatted(inputs, units));
      }
    }
  }

  /** Checks the numbers and freezes the set. */
  public LoraConfig {
    if (rank < 1 || alpha <= 0 || split < 0 || promptTokens < 0) {
      throw new IllegalArgumentException(
          "Rank and alpha must be positive, the split and the number of prompt tokens not negative,"
              + " but are %d, %s, %d and %d".formatted(rank, alpha, split, promptTokens));
    }
    groups = Set.copyOf(groups);
  }

  /** The groups of models whose decoder takes no tokens. */
  private static final Set<LoraGroup> OF_PYRAMIDS =
      EnumSet.of(LoraGroup.ENCODER_POINTWISE, LoraGroup.NECK, LoraGroup.PYRAMID);

  /** All groups behind a split, and a head with 64 units. */
  public static LoraConfig everywhere(int rank, int split, int headInputs) {
    Head head = new Head(headInputs, 64);
    return new LoraConfig(rank, rank, split, ofTokens(), 4, Optional.of(head));
  }

  /** All groups behind a split, for a model that takes no tokens; no head. */
  public static LoraConfig withoutTokens(int rank, int split) {
    return new LoraConfig(rank, rank, split, OF_PYRAMIDS, 0, Optional.empty());
  }

  private static Set<LoraGroup> ofTokens() {
    Set<LoraGroup> groups = EnumSet.allOf(LoraGroup.class);
    groups.removeAll(OF_PYRAMIDS);
    return groups;
  }

  /** The factor of a change of a given rank. */
  float scale() {
    return alpha / rank;
  }
}
