package io.github.evosam.sam.network;

import java.util.Arrays;

/**
 * Points and box corners of N prompts in model-input pixels, padded to T tokens each.
 *
 * @param coordinates {@code [N][T][2]}, x then y; ignored where the kind is {@link #PADDING}
 * @param kinds {@code [N][T]}, one of the constants below
 */
public record PromptTokens(double[][][] coordinates, int[][] kinds) {
  /** Not a point. */
  public static final int PADDING = -1;

  /** A click on what does not belong to the object. */
  public static final int NEGATIVE = 0;

  /** A click on the object. */
  public static final int POSITIVE = 1;

  /** The upper left corner of a box. */
  public static final int BOX_TOP_LEFT = 2;

  /** The lower right corner of a box. */
  public static final int BOX_BOTTOM_RIGHT = 3;

  /** Number of kinds, padding included. */
  static final int KINDS = 5;

  /** Checks that both arrays have the same sizes. */
  public PromptTokens {
    if (coordinates.length != kinds.length) {
      throw new IllegalArgumentException(
          coordinates.length + " prompts have coordinates, but " + kinds.length + " have kinds");
    }
    for (int i = 0; i < kinds.length; i++) {
      if (coordinates[i].length != kinds[i].length || kinds[i].length != kinds[0].length) {
        throw new IllegalArgumentException("Prompt " + i + " differs in its number of tokens");
      }
    }
  }

  /** The same with a padding token at the end of each prompt, unless there is one. */
  PromptTokens padded() {
    if (prompts() == 0 || kinds[0][tokens() - 1] == PADDING) {
      return this;
    }
    double[][][] xy = new double[prompts()][][];
    int[][] padded = new int[prompts()][];
    for (int i = 0; i < prompts(); i++) {
      xy[i] = Arrays.copyOf(coordinates[i], tokens() + 1);
      xy[i][tokens()] = new double[2];
      padded[i] = Arrays.copyOf(kinds[i], tokens() + 1);
      padded[i][tokens()] = PADDING;
    }
    return new PromptTokens(xy, padded);
  }

  /** Number of prompts N. */
  public int prompts() {
    return kinds.length;
  }

  /** Number of tokens T of each prompt. */
  public int tokens() {
    return kinds.length == 0 ? 0 : kinds[0].length;
  }
}
