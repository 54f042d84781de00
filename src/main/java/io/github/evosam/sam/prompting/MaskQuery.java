package io.github.evosam.sam.prompting;

import io.github.evosam.geometry.Mask;
import io.github.evosam.geometry.PointPrompt;
import java.util.function.Function;

/**
 * One question to the mask decoder: what was shown of an object, in one view of the image.
 *
 * @param prompts of the object, image pixels
 * @param view in which it is looked for
 * @param start low-resolution logits of the view, {@code [4h, 4w]}, or null for none
 * @param isAnswer whether the start is an answer or a mask prompt; else it is what is expected
 *     before any prompt, or none
 */
public record MaskQuery(ObjectPrompts prompts, View view, float[] start, boolean isAnswer) {

  /**
   * The question for prompts; a previous mask stands for a mask prompt, from which it came.
   *
   * @param previous of an earlier prediction, or null
   * @param expected tells what is expected in a view, null for nothing; asked if there are only
   *     clicks: within a box, what is expected misleads more than it helps
   */
  static MaskQuery of(
      ObjectPrompts prompts, LowResMask previous, View view, Function<View, float[]> expected) {
    if (previous != null) {
      return new MaskQuery(prompts, view, previous.in(view), true);
    }
    Mask mask = prompts.mask();
    if (mask != null) {
      float[] start = MaskLogits.of(view.cut(mask), view.transform(), view.lowSide());
      return new MaskQuery(prompts, view, start, true);
    }
    float[] start = prompts.box() == null ? expected.apply(view) : null;
    return new MaskQuery(prompts, view, start, false);
  }

  /**
   * The question for a model that draws prompts: it takes a mask prompt for the answer and may
   * forget it over a click. Clicks on the object say that there is more of it than the mask shows,
   * so that the mask is left open outside.
   */
  MaskQuery opened() {
    boolean isExtended =
        prompts.mask() != null
            && !prompts.points().isEmpty()
            && prompts.points().stream().allMatch(PointPrompt::positive);
    return isExtended ? new MaskQuery(prompts, view, MaskLogits.opened(start), isAnswer) : this;
  }

  /** Whether a single click is all there is. */
  boolean ambiguous() {
    return !isAnswer && prompts.box() == null && prompts.points().size() == 1;
  }

  /** What questions decoded together must have in common. */
  Layout layout() {
    return new Layout(
        prompts.tokenCount(),
        prompts.box() != null,
        start != null,
        isAnswer,
        view.transform().inputSide());
  }

  /**
   * Number of prompt tokens, whether a box is among them, what kind of logits there are to start
   * from, and the input side.
   */
  record Layout(int tokens, boolean hasBox, boolean hasStart, boolean isAnswer, int inputSide) {}
}
