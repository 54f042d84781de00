package io.github.evosam.sam.prompting;

/** What the answer to a prompt makes of where the objects of a task are expected. */
public enum ExpectationUse {
  /** Nothing: the decoder answers. */
  IGNORED,
  /** The decoder answers, starting from it; within a box, as {@link #IGNORED}. */
  STARTED_FROM,
  /** It is the answer where prompts point at it, see {@link ObjectSelection}. */
  SELECTED_FROM
}
