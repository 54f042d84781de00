package io.github.evosam.cli.lab;

import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.cli.common.Json;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.lab.speed.SpeedBenchmark;
import io.github.evosam.lab.speed.SpeedReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench speed}: how fast this machine is. */
@Command(
    name = "speed",
    description =
        "Measure on this machine how long models of several sizes take for each step, beside its"
            + " rate of multiplying matrices; see docs/performance.md.")
final class SpeedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      split = ",",
      defaultValue =
          BaseModels.EMBEDDED + "," + SpeedBenchmark.MOBILE_SAM + "," + SpeedBenchmark.VIT_B,
      paramLabel = "NAME|FILE",
      description =
          "What to measure: names of 'models list', checkpoints, and "
              + SpeedBenchmark.MOBILE_SAM
              + " and "
              + SpeedBenchmark.VIT_B
              + ", which are random weights of these sizes (${DEFAULT-VALUE}).")
  private List<String> models;

  @Option(
      names = "--learning",
      split = ",",
      defaultValue = BaseModels.EMBEDDED,
      paramLabel = "NAME|FILE",
      description =
          "Which of them also take a step of learning; that of a large model takes many GB"
              + " (${DEFAULT-VALUE}).")
  private List<String> learning;

  @Option(
      names = "--device",
      defaultValue = ComputeDevice.AUTO,
      paramLabel = "auto|cpu|gpu[N]",
      description = "Where the networks run (${DEFAULT-VALUE}: the first GPU, else the CPU).")
  private String device;

  @Option(
      names = "--repeats",
      defaultValue = "5",
      paramLabel = "N",
      description = "How often each thing is measured; the median counts (${DEFAULT-VALUE}).")
  private int repeats;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  /** The document. */
  private record Document(Double coldStartMillis, SpeedReport report) {}

  @Override
  public Integer call() {
    PrintWriter log = spec.commandLine().getErr();
    try {
      SpeedBenchmark benchmark =
          new SpeedBenchmark(BaseModels.ofUser(), models, device, repeats, learners());
      log.println("cold start");
      OptionalDouble coldStart = ColdStart.millis(spec.root().userObject().getClass(), repeats);
      SpeedReport report =
          benchmark.run(
              news -> {
                log.println(news);
                log.flush();
              });
      print(coldStart, report);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return ExitCodes.DONE;
  }

  /** The default is no demand: it counts only if that model is measured. */
  private Set<String> learners() {
    boolean isAsked = spec.commandLine().getParseResult().hasMatchedOption("--learning");
    return isAsked || models.containsAll(learning) ? Set.copyOf(learning) : Set.of();
  }

  private void print(OptionalDouble coldStart, SpeedReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Double millis = coldStart.isPresent() ? coldStart.getAsDouble() : null;
      out.println(Json.text(new Document(millis, report)));
      return;
    }
    coldStart.ifPresent(
        millis ->
            out.printf(
                "Cold start, from the command to the written mask of one click: %.0f ms.%n",
                millis));
    out.println(report.markdown());
  }
}
