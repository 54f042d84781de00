package io.github.evosam.engine.expert;

import io.github.evosam.engine.learning.PromptingTrial;

/**
 * How prompts are answered while an expert is in place. Learning finds out, on validation images,
 * which ways are best for a task, see {@link PromptingTrial}: a dozen images teach well what to
 * look for, but what a click means the base model has learned from many more.
 *
 * @param boxes way for objects with a box
 * @param clicks way for objects with clicks only
 */
public record Prompting(Answering boxes, Answering clicks) {
  /** By the base model as it is. */
  public static final Prompting PLAIN = of(Answering.PLAIN);

  /** With the expert's changes in place. */
  public static final Prompting ADAPTED = of(Answering.ADAPTED);

  /**
   * Checks that the two go together.
   *
   * @throws IllegalArgumentException if one needs the expert's changes in place and the other needs
   *     them away
   */
  public Prompting {
    if (!goTogether(boxes, clicks)) {
      throw new IllegalArgumentException(
          "boxes cannot be answered %s while clicks are %s".formatted(boxes, clicks));
    }
  }

  public static Prompting of(Answering all) {
    return new Prompting(all, all);
  }

  /** Whether both can be answered while the expert is either merged or not. */
  public static boolean goTogether(Answering boxes, Answering clicks) {
    return !(boxes.isAdapted() && clicks.isPlain() || boxes.isPlain() && clicks.isAdapted());
  }

  /** How prompts are answered, in a few words. */
  public String summary() {
    return boxes == clicks
        ? boxes.summary()
        : "boxes %s; clicks %s".formatted(boxes.summary(), clicks.summary());
  }

  /** Whether the expert's changes are in place when prompts are answered. */
  public boolean isAdapted() {
    return boxes.isAdapted() || clicks.isAdapted();
  }
}
