package io.github.evosam.cli;

import io.github.evosam.EvoSamException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's entry point: {@code java -jar evosam.jar COMMAND …}. */
@Command(
    name = "evosam",
    description = "Segment Anything that evolves.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SegmentCommand.class,
      LearnCommand.class,
      MatchCommand.class,
      ExpertsCommand.class,
      EvaluateCommand.class,
      ModelsCommand.class,
      PretrainCommand.class,
      TestImagesCommand.class
    })
public final class EvoSam {

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line; failures become one sentence and an exit code. */
  static CommandLine commandLine() {
    return new CommandLine(new EvoSam())
        .setExecutionExceptionHandler(
            (failure, command, arguments) -> {
              boolean expected =
                  failure instanceof EvoSamException || failure instanceof IllegalArgumentException;
              command.getErr().println(expected ? failure.getMessage() : failure.toString());
              return ExitCodes.ENVIRONMENT;
            });
  }
}
