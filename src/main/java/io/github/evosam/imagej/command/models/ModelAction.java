package io.github.evosam.imagej.command.models;

/** What {@code EvoSAM Manage Models} can do; in macros in lower case. */
public enum ModelAction {
  /** Tells of the models that are there, and of those that can be installed. */
  LIST,
  /** Installs a checkpoint file, or downloads a published one. */
  INSTALL,
  /** Compares the installed models with their checksums. */
  VERIFY,
  /** Installs a damaged model anew from where it came from. */
  REPAIR,
  /** Takes a model away, sound or damaged. */
  REMOVE
}
