package io.github.evosam.cli.lab;

import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.cli.common.Json;
import io.github.evosam.cli.common.ModelOptions;
import io.github.evosam.cli.common.Usage;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.geometry.Plane;
import io.github.evosam.imagej.task.LabelledFiles;
import io.github.evosam.imagej.task.TaskFolder;
import io.github.evosam.lab.matching.RoutingBenchmark;
import io.github.evosam.lab.matching.RoutingBenchmark.ImageSet;
import io.github.evosam.lab.matching.RoutingBenchmark.Routed;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench routing}: which expert images get. */
@Command(
    name = "routing",
    description =
        "Count the images that get the expert of their task, another one, or none; nothing is"
            + " learned for it.")
final class RoutingCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;

  @Option(
      names = "--tasks",
      arity = "1..*",
      required = true,
      paramLabel = "DIR",
      description = "Task folders, each with train and test: one expert each.")
  private List<Path> tasks;

  @Option(
      names = "--others",
      arity = "0..*",
      paramLabel = "DIR",
      description = "Such folders of no task, whose test images should get no expert.")
  private List<Path> others = List.of();

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    List<ImageSet> known = tasks.stream().map(folder -> read(folder, true)).toList();
    List<ImageSet> unknown = others.stream().map(folder -> read(folder, false)).toList();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Segmenter segmenter = model.open()) {
      RoutingBenchmark.Report report =
          Usage.of(spec, () -> RoutingBenchmark.run(segmenter, known, unknown, err::println));
      out.println(json ? Json.text(report) : table(report));
    }
    return ExitCodes.DONE;
  }

  private static String table(RoutingBenchmark.Report report) {
    return String.join(
        System.lineSeparator(),
        "| images | number | own expert | none | another |",
        "|---|---|---|---|---|",
        row("held-out thirds of train", report.heldOut()),
        row("test", report.test()),
        row("of no task", report.unknown()),
        row("of no task, beside a varied expert", report.besideVaried()));
  }

  private static String row(String what, Routed routed) {
    double all = Math.max(1, routed.images());
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.3f | %.3f | %.3f |",
        what,
        routed.images(),
        routed.right() / all,
        routed.none() / all,
        routed.wrong() / all);
  }

  /** A folder that is to be refused needs no images to learn from. */
  private static ImageSet read(Path folder, boolean isTask) {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    Path train = folder.resolve("train");
    return new ImageSet(
        name,
        isTask || Files.isDirectory(train) ? images(train) : List.of(),
        images(folder.resolve("test")));
  }

  private static List<Supplier<Plane>> images(Path folder) {
    return TaskFolder.pairs(folder).stream().map(RoutingCommand::first).toList();
  }

  /** The first plane of a file, read when it is asked for. */
  private static Supplier<Plane> first(LabelledFiles files) {
    return () -> files.read().get(0).plane();
  }
}
