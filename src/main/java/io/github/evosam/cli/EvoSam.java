package io.github.evosam.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's entry point: {@code java -jar evosam.jar COMMAND …}. */
@Command(
    name = "evosam",
    description = "Segment Anything that evolves.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PretrainCommand.class})
public final class EvoSam {

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new EvoSam()).execute(arguments));
  }
}
