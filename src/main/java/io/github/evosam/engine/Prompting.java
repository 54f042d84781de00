package io.github.evosam.engine;

/**
 * How prompts are answered while an expert is in place. Learning finds out, on validation images,
 * which way is best for a task, see {@link PromptingTrial}: a dozen images teach well what to look
 * for, but what a click means the base model has learned from many more.
 */
public enum Prompting {
  /** By the base model as it is. */
  PLAIN(false, false, "by the base model as it is"),
  /** By the base model as it is, clicks starting from where the expert expects objects. */
  INFORMED(
      false,
      true,
      "by the base model as it is; clicks start from where the expert expects objects"),
  /** With the expert's changes in place, at the scale that it was taught at. */
  ADAPTED(true, false, "with what the expert has learned"),
  /** As adapted, clicks starting from where the expert expects objects. */
  ADAPTED_INFORMED(
      true, true, "with what the expert has learned; clicks start from where it expects objects");

  private final boolean adapted;
  private final boolean informed;
  private final String summary;

  Prompting(boolean adapted, boolean informed, String summary) {
    this.adapted = adapted;
    this.informed = informed;
    this.summary = summary;
  }

  /** How prompts are answered, in a few words. */
  public String summary() {
    return summary;
  }

  /** Whether the expert's changes are in place when prompts are answered. */
  boolean isAdapted() {
    return adapted;
  }

  /** Whether clicks start from where objects are expected. */
  boolean isInformed() {
    return informed;
  }
}
