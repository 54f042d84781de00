package io.github.evosam.engine.expert;

/**
 * How prompts are answered while an expert is in place. Learning finds out, on validation images,
 * which is better for a task: a dozen images teach well what to look for, but what a click means
 * the base model has learned from many more. The names are part of the format.
 */
public enum Prompting {
  /** By the base model as it is. */
  PLAIN("by the base model"),
  /** With the expert's changes in place. */
  ADAPTED("with what was learned");

  private final String summary;

  Prompting(String summary) {
    this.summary = summary;
  }

  /** How, in a few words. */
  public String summary() {
    return summary;
  }

  /** Whether the expert's changes are in place when prompts are answered. */
  public boolean isAdapted() {
    return this == ADAPTED;
  }
}
