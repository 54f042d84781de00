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
      if (inputs < 1 || units < 1 || units > MOST_UNITS) {
        throw new IllegalArgumentException(
            "A perceptron needs inputs and 1 to %d units, not %d and %d"
                .formatted(MOST_UNITS, inputs, units));
      }
    }
  }

  /** The decoder looks from every token at every other. */
  private static final int MOST_TOKENS = 256;

  /** A perceptron is run for every pixel. */
  private static final int MOST_UNITS = 4096;

  /** Checks the numbers and freezes the set. */
  public LoraConfig {
    if (rank < 1 || alpha <= 0 || split < 0 || promptTokens < 0 || promptTokens > MOST_TOKENS) {
      throw new IllegalArgumentException(
          "Rank and alpha must be positive, the split not negative, and prompt tokens at most %d, but are %d, %s, %d and %d"
              .formatted(MOST_TOKENS, rank, alpha, split, promptTokens));
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
