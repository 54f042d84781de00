package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.Mask;

/**
 * One question to the mask decoder: what was shown of an object, in one view of the image.
 *
 * @param prompts of the object, image pixels
 * @param view in which it is looked for
 * @param start low-resolution logits of the view, {@code [low, low]}: an earlier answer or a mask
 *     prompt; null for none
 */
public record MaskQuery(ObjectPrompts prompts, View view, float[] start) {

  /**
   * The question for prompts; a previous mask stands for a mask prompt, from which it came.
   *
   * @param previous of an earlier prediction, or null
   */
  static MaskQuery of(ObjectPrompts prompts, LowResMask previous, View view) {
    if (previous != null) {
      return new MaskQuery(prompts, view, previous.in(view));
    }
    Mask mask = prompts.mask();
    float[] start =
        mask == null ? null : MaskLogits.of(view.cut(mask), view.transform(), view.lowSide());
    return new MaskQuery(prompts, view, start);
  }

  /** Whether a single click is all there is. */
  boolean ambiguous() {
    return start == null && prompts.box() == null && prompts.points().size() == 1;
  }

  /** What questions decoded together must have in common. */
  Layout layout() {
    return new Layout(prompts.tokenCount(), prompts.box() != null, start != null);
  }

  /** Number of prompt tokens, whether a box is among them, and whether there is a start. */
  record Layout(int tokens, boolean hasBox, boolean hasStart) {}
}
