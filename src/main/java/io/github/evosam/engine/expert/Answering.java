package io.github.evosam.engine.expert;

import io.github.evosam.sam.prompting.ExpectationUse;

/** A way in which a prompt is answered while an expert is in place. */
public enum Answering {
  /** By the base model as it is. */
  PLAIN(ExpectationUse.IGNORED, "by the base model"),
  /** By the base model as it is, clicks starting from where the expert expects objects. */
  INFORMED(
      ExpectationUse.STARTED_FROM, "by the base model, starting from where objects are expected"),
  /** With the expert's changes in place, at the scale that it was taught at. */
  ADAPTED(ExpectationUse.IGNORED, "with what was learned"),
  /** As adapted, clicks starting from where the expert expects objects. */
  ADAPTED_INFORMED(
      ExpectationUse.STARTED_FROM,
      "with what was learned, starting from where objects are expected"),
  /** By what the expert finds without a prompt, cut to what prompts point at. */
  SELECTED(ExpectationUse.SELECTED_FROM, "by selecting from what is found without a prompt");

  private final ExpectationUse use;
  private final String summary;

  Answering(ExpectationUse use, String summary) {
    this.use = use;
    this.summary = summary;
  }

  /** How, in a few words. */
  public String summary() {
    return summary;
  }

  /** What becomes of where objects are expected. */
  ExpectationUse use() {
    return use;
  }

  /** Whether the decoder is to be asked with the expert's changes in place. */
  boolean isAdapted() {
    return this == ADAPTED || this == ADAPTED_INFORMED;
  }

  /** Whether the decoder is to be asked without the expert's changes. */
  boolean isPlain() {
    return this == PLAIN || this == INFORMED;
  }
}
