package io.github.evosam.cli;

/** Exit codes of every command. */
final class ExitCodes {
  /** All is done. */
  static final int DONE = 0;

  /** Some inputs failed; each is named. */
  static final int SOME_FAILED = 1;

  /** The arguments are wrong; nothing was done. */
  static final int USAGE = 2;

  /** The machine lacks something: a model, a native library, a GPU. */
  static final int ENVIRONMENT = 3;

  private ExitCodes() {}
}
