package io.github.evosam.sam;

import io.github.evosam.geometry.ModelTransform;

/**
 * One question to the mask decoder: the prompts of an object, and the logits to start from.
 *
 * @param prompts what was shown of the object
 * @param start low-resolution logits {@code [4h, 4w]}, or null for none
 */
record MaskQuery(ObjectPrompts prompts, float[] start) {

  /**
   * The question for prompts; previous logits stand for a mask prompt, from which they came.
   *
   * @param previous logits of an earlier prediction, or null
   * @param lowSide side 4h of the logits
   * @throws IllegalArgumentException if the previous logits have another size
   */
  static MaskQuery of(
      ObjectPrompts prompts, float[] previous, ModelTransform transform, int lowSide) {
    if (previous != null && previous.length != lowSide * lowSide) {
      throw new IllegalArgumentException(
          "Previous logits of this model have %d x %d values, but %d came; use those of a prediction by the same model"
              .formatted(lowSide, lowSide, previous.length));
    }
    if (previous == null && prompts.mask() != null) {
      return new MaskQuery(prompts, MaskLogits.of(prompts.mask(), transform, lowSide));
    }
    return new MaskQuery(prompts, previous);
  }

  /** Whether a single click is all there is. */
  boolean ambiguous() {
    return start == null && prompts.box() == null && prompts.points().size() == 1;
  }

  /** Whether a box is all there is. */
  boolean boxOnly() {
    return start == null && prompts.box() != null && prompts.points().isEmpty();
  }

  /** What questions decoded together must have in common. */
  Layout layout() {
    return new Layout(prompts.tokenCount(), start != null);
  }

  /** Number of prompt tokens, and whether there are logits to start from. */
  record Layout(int tokens, boolean hasStart) {}
}
