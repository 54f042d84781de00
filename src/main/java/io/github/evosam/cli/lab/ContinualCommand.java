package io.github.evosam.cli.lab;

import io.github.evosam.cli.common.Failures;
import io.github.evosam.cli.common.Json;
import io.github.evosam.cli.common.ModelOptions;
import io.github.evosam.cli.common.ProgressLog;
import io.github.evosam.cli.common.Usage;
import io.github.evosam.engine.learning.LearningException;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.imagej.result.ContinualPlots;
import io.github.evosam.imagej.task.TaskReading;
import io.github.evosam.lab.continual.ContinualBenchmark;
import io.github.evosam.lab.continual.ContinualMethod;
import io.github.evosam.lab.continual.ContinualPlan;
import io.github.evosam.lab.continual.ContinualReport;
import io.github.evosam.lab.continual.ContinualTables;
import io.github.evosam.lab.continual.ContinualTask;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench continual}: methods that learn the same tasks one after the other. */
@Command(
    name = "continual",
    description =
        "Teach tasks one after the other to several methods and judge each on all tasks so far."
            + " The same command on the same folder goes on where it stopped.")
final class ContinualCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private ContinualOptions options;

  @Option(
      names = "--tasks",
      arity = "1..*",
      required = true,
      paramLabel = "DIR",
      description = "Task folders in the order of learning, each with train and test.")
  private List<Path> tasks;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "METHOD",
      description =
          "Of evosam, oracle, frozen, sequential, ewc, lwf, replay and joint (all of them).")
  private List<String> methods;

  @Option(
      names = "--output",
      defaultValue = "evosam-continual",
      paramLabel = "DIR",
      description = "Folder of tables, plots and intermediate results (${DEFAULT-VALUE}).")
  private Path output;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    List<ContinualMethod> chosen = methods();
    options.settings();
    Failures failures = new Failures();
    List<ContinualTask> read = tasks.stream().flatMap(t -> read(t, failures).stream()).toList();
    if (!failures.list().isEmpty()) {
      report(Optional.empty(), failures);
      return failures.exitCode();
    }
    ContinualPlan plan = Usage.of(spec, () -> new ContinualPlan(read, chosen, options.settings()));
    try (ContinualBenchmark benchmark = model.open(ContinualBenchmark::open)) {
      log().printf("Model %s%n", benchmark.modelName());
      ContinualReport report =
          Usage.of(spec, () -> benchmark.run(plan, output, new ProgressLog(log())));
      ContinualPlots.write(report.tasks(), curves(report), output);
      report(Optional.of(report), failures);
    } catch (LearningException e) {
      failures.add(output, e.getMessage());
      report(Optional.empty(), failures);
    }
    return failures.exitCode();
  }

  private static List<ContinualPlots.Curve> curves(ContinualReport report) {
    return report.methods().entrySet().stream()
        .map(
            entry ->
                new ContinualPlots.Curve(
                    entry.getKey(),
                    ContinualMethod.parse(entry.getKey()).ordinal(),
                    entry.getValue().matrix()))
        .toList();
  }

  private List<ContinualMethod> methods() {
    return methods == null
        ? List.of(ContinualMethod.values())
        : Usage.of(spec, () -> methods.stream().map(ContinualMethod::parse).toList());
  }

  private Optional<ContinualTask> read(Path folder, Failures failures) {
    List<TaskImage> train = failures.noted(TaskReading.of(folder.resolve("train")));
    List<TaskImage> test = failures.noted(TaskReading.of(folder.resolve("test")));
    List<ContinualTask> read = new ArrayList<>();
    if (failures.list().isEmpty()) {
      String name = folder.toAbsolutePath().normalize().getFileName().toString();
      failures.attempt(folder, () -> read.add(ContinualTask.of(name, train, test)));
    }
    return read.stream().findFirst();
  }

  private PrintWriter log() {
    return spec.commandLine().getErr();
  }

  private void report(Optional<ContinualReport> report, Failures failures) {
    failures.list().forEach(f -> log().printf("%s: %s%n", f.image(), f.reason()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("tasks", report.map(ContinualReport::tasks).orElse(List.of()));
      document.put("methods", report.map(ContinualReport::methods).orElse(Map.of()));
      document.put("output", output.toString());
      document.put("failures", failures.list());
      out.println(Json.text(document));
    } else {
      report.ifPresent(done -> out.println(new ContinualTables(done).markdown()));
      out.flush();
    }
  }
}
