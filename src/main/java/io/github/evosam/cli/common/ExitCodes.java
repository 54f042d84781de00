package io.github.evosam.cli.common;

/** Exit codes of every command. */
public final class ExitCodes {
  /** All is done. */
  public static final int DONE = 0;

  /** Some inputs failed; each is named. */
  public static final int SOME_FAILED = 1;

  /** The arguments are wrong; nothing was done. */
  public static final int USAGE = 2;

  /** The machine lacks something: a model, a native library, a GPU. */
  public static final int ENVIRONMENT = 3;

  private ExitCodes() {}
}
