package io.github.evosam.cli;

import picocli.CommandLine.Command;

/** {@code bench}: measurements that need many runs. */
@Command(
    name = "bench",
    description =
        "Compare ways of learning; measure what many experts cost, and how fast models work.",
    mixinStandardHelpOptions = true,
    versionProvider = EvoSam.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ContinualCommand.class, MatchBenchCommand.class, SpeedCommand.class})
final class BenchCommand {}
