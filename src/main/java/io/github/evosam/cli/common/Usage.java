package io.github.evosam.cli.common;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What cannot be done as it was asked for, which is a matter of usage. */
public final class Usage {
  private Usage() {}

  /**
   * Does something with options.
   *
   * @throws ParameterException in place of an {@link IllegalArgumentException}
   */
  public static <T> T of(CommandSpec spec, Supplier<T> work) {
    return of(spec, "", work);
  }

  /** The same; the sentence begins with the option that is at fault. */
  public static <T> T of(CommandSpec spec, String option, Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + e.getMessage(), e);
    }
  }
}
