package io.github.evosam.library;

/**
 * How prompts are answered while an expert is in place, in the words of {@code engine}.
 *
 * @param boxes way for objects with a box
 * @param clicks way for objects with clicks only
 */
public record PromptWays(String boxes, String clicks) {
  /** The way that was the only one before it could be chosen. */
  static final PromptWays FORMER = both("ADAPTED");

  /** The same way for all prompts. */
  static PromptWays both(String way) {
    return new PromptWays(way, way);
  }
}
