package io.github.evosam.imagej.command;

import ij.IJ;

/**
 * How the last EvoSAM command went, for macros of all hosts, with and without images: {@code
 * call("io.github.evosam.imagej.command.LastRun.error")}.
 */
public final class LastRun {
  private static final String COMMAND = "evosam.last.command";
  private static final String ERROR = "evosam.last.error";

  private LastRun() {}

  /** Label of the command that ran last; empty if none has run. */
  public static String command() {
    return text(COMMAND);
  }

  /** Why the command that ran last failed, one sentence; empty if it did not. */
  public static String error() {
    return text(ERROR);
  }

  /** Notes how a command went. */
  static void note(String command, String error) {
    IJ.setProperty(COMMAND, command);
    IJ.setProperty(ERROR, error);
  }

  private static String text(String key) {
    return IJ.getProperty(key) instanceof String text ? text : "";
  }
}
