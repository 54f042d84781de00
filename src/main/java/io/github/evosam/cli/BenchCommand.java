package io.github.evosam.cli;

import picocli.CommandLine.Command;

/** {@code bench}: comparisons that need many runs. */
@Command(
    name = "bench",
    description = "Compare ways of learning.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ContinualCommand.class)
final class BenchCommand {}
