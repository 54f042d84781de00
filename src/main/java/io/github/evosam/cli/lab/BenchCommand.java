package io.github.evosam.cli.lab;

import picocli.CommandLine.Command;

/** {@code bench}: measurements that need many runs. */
@Command(
    name = "bench",
    description =
        "Compare ways of learning; measure which expert images get, what many experts cost, and how fast models work.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ContinualCommand.class,
      MatchBenchCommand.class,
      RoutingCommand.class,
      SpeedCommand.class
    })
public final class BenchCommand {}
