package io.github.evosam.cli;

import picocli.CommandLine.Command;

/** {@code bench}: measurements that need many runs. */
@Command(
    name = "bench",
    description = "Compare ways of learning, and measure what many experts cost.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ContinualCommand.class, MatchBenchCommand.class})
final class BenchCommand {}
