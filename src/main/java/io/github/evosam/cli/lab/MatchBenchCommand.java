package io.github.evosam.cli.lab;

import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.cli.common.Json;
import io.github.evosam.cli.common.ModelOptions;
import io.github.evosam.lab.matching.MatchBenchmark;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench match}: what a library of many experts costs. */
@Command(
    name = "match",
    description =
        "Measure how long adding an expert and matching an image take with few and many experts,"
            + " in a temporary library of made-up ones.")
final class MatchBenchCommand implements Callable<Integer> {
  private static final String FORMAT = "%7s  %20s  %20s  %20s  %20s  %20s%n";

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;

  @Option(
      names = "--experts",
      split = ",",
      defaultValue = "2,10,100",
      paramLabel = "N",
      description = "Numbers of experts to measure at (${DEFAULT-VALUE}).")
  private List<Integer> experts;

  @Option(
      names = "--images",
      defaultValue = "20",
      paramLabel = "N",
      description = "Images that each expert remembers (${DEFAULT-VALUE}).")
  private int images;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.println("milliseconds on the clock (processor time of the calling thread), medians");
      out.printf(FORMAT, "experts", "add", "first match", "match", "list", "trunk");
    }
    try {
      List<MatchBenchmark.Timing> timings =
          MatchBenchmark.run(
              model.open(MatchBenchmark.Models::new), experts, images, t -> print(t, out));
      if (json) {
        out.println(Json.text(Map.of("images", images, "timings", timings)));
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return ExitCodes.DONE;
  }

  private void print(MatchBenchmark.Timing timing, PrintWriter out) {
    if (!json) {
      out.printf(
          FORMAT,
          timing.experts(),
          text(timing.add()),
          text(timing.solve()),
          text(timing.match()),
          text(timing.list()),
          text(timing.trunk()));
      out.flush();
    }
  }

  private static String text(MatchBenchmark.Duration duration) {
    return String.format(
        Locale.ROOT, "%.1f (%.1f)", duration.wallMillis(), duration.threadMillis());
  }
}
