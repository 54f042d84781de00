package io.github.evosam.imagej.command.experts;

/** What {@code EvoSAM Manage Experts} can do; in macros in lower case. */
enum ExpertAction {
  /** Tells of an expert, or of all. */
  LIST,
  /** Writes an expert as one file. */
  EXPORT,
  /** Takes an expert from a file. */
  IMPORT,
  /** Gives an expert another name. */
  RENAME,
  /** Replaces the notes of an expert. */
  ANNOTATE,
  /** Checks every byte of an expert, or of all. */
  VERIFY,
  /** Removes an expert for ever. */
  REMOVE
}
