package io.github.evosam.cli;

import io.github.evosam.EvoSamException;
import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.cli.common.Json;
import io.github.evosam.cli.common.Version;
import io.github.evosam.cli.lab.BenchCommand;
import io.github.evosam.cli.lab.PretrainCommand;
import io.github.evosam.cli.lab.TestImagesCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command line's entry point: {@code java -jar evosam.jar COMMAND …}. */
@Command(
    name = "evosam",
    description = "Segment Anything that evolves.",
    scope = ScopeType.INHERIT, // every command has --help and --version
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SegmentCommand.class,
      PropagateCommand.class,
      ReplayCommand.class,
      LearnCommand.class,
      MatchCommand.class,
      ExpertsCommand.class,
      EvaluateCommand.class,
      BenchCommand.class,
      ModelsCommand.class,
      CacheCommand.class,
      PretrainCommand.class,
      TestImagesCommand.class
    })
public final class EvoSam {

  /**
   * Runs a command and exits with its code. Standard output is for results alone: what libraries
   * print there, as ImageJ does with its log, goes to standard error.
   */
  public static void main(String[] arguments) {
    PrintWriter results = new PrintWriter(System.out, true);
    System.setOut(System.err);
    String noMemory =
        "The %d MB of memory that Java may use are not enough; start it with more, as java -Xmx4g -jar evosam.jar …"
            .formatted(Runtime.getRuntime().maxMemory() >> 20); // now, while there is memory
    try {
      System.exit(commandLine().setOut(results).execute(arguments));
    } catch (OutOfMemoryError e) {
      System.err.println(noMemory);
      if (List.of(arguments).contains("--json")) {
        results.println(Json.text(Map.of("error", noMemory)));
      }
      System.exit(ExitCodes.ENVIRONMENT);
    }
  }

  /**
   * The command line. A failure is one sentence on standard error and an exit code; with {@code
   * --json} also the document {@code {"error": sentence}}.
   */
  static CommandLine commandLine() {
    return new CommandLine(new EvoSam())
        .setParameterExceptionHandler(
            (failure, arguments) -> {
              CommandLine command = failure.getCommandLine();
              String help = command.getCommandSpec().qualifiedName() + " --help";
              report(command, failure.getMessage(), List.of(arguments));
              command.getErr().println("'" + help + "' tells how it is used");
              return ExitCodes.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, command, arguments) -> {
              report(command, sentence(failure), arguments.originalArgs());
              return ExitCodes.ENVIRONMENT;
            });
  }

  private static void report(CommandLine command, String sentence, List<String> arguments) {
    command.getErr().println(sentence);
    if (arguments.contains("--json")) {
      command.getOut().println(Json.text(Map.of("error", sentence)));
    }
  }

  private static String sentence(Exception failure) {
    if (failure instanceof EvoSamException || failure instanceof IllegalArgumentException) {
      return failure.getMessage();
    }
    StackTraceElement[] trace = failure.getStackTrace();
    return "Unexpected error, please report it: %s at %s"
        .formatted(failure, trace.length == 0 ? "an unknown place" : trace[0]);
  }
}
