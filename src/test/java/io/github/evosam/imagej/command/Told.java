package io.github.evosam.imagej.command;

import io.github.evosam.imagej.key.MacroKeys;

/** Commands that have been told something, but have not run. */
public final class Told {
  private Told() {}

  /** A command with the options of a macro. */
  public static <C extends EvoSamCommand> C by(C command, String options) {
    MacroKeys.of(command.getClass()).read(command, options);
    return command;
  }
}
