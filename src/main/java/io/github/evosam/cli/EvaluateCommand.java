package io.github.evosam.cli;

import com.google.gson.JsonObject;
import io.github.evosam.cli.common.Failures;
import io.github.evosam.cli.common.Json;
import io.github.evosam.cli.common.ModelOptions;
import io.github.evosam.cli.common.Usage;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.evaluation.Evaluation;
import io.github.evosam.engine.evaluation.EvaluationPrompts;
import io.github.evosam.engine.evaluation.EvaluationSummary;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.imagej.task.LabelledFiles;
import io.github.evosam.imagej.task.TaskFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how well objects with known masks are found. */
@Command(
    name = "evaluate",
    description =
        "Judge the model on images with true masks, object by object; without prompts as a whole.")
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private ExpertOption expert;

  @Option(names = "--images", paramLabel = "DIR", description = "Images.")
  private Path images;

  @Option(names = "--masks", paramLabel = "DIR", description = "True masks of equal names.")
  private Path masks;

  @Option(
      names = "--tasks",
      arity = "1..*",
      paramLabel = "DIR",
      description = "Task folders instead, each with SPLIT/images and SPLIT/masks.")
  private List<Path> tasks = new ArrayList<>();

  @Option(names = "--split", defaultValue = "test", description = "Split (${DEFAULT-VALUE}).")
  private String split;

  @Option(
      names = "--prompts",
      split = ",",
      defaultValue = "box",
      paramLabel = "none|box|point|clicks:N",
      description = "Simulated user; several make several columns (${DEFAULT-VALUE}).")
  private List<String> prompts;

  @Option(
      names = "--max-objects",
      defaultValue = "30",
      description = "Objects of an image that are judged at most, the largest (${DEFAULT-VALUE}).")
  private int maxObjects;

  @Option(
      names = "--tolerance",
      defaultValue = "2",
      description = "Pixels that count as agreement in the surface Dice (${DEFAULT-VALUE}).")
  private double tolerance;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    List<EvaluationPrompts> users = users();
    checkNumbers();
    Failures failures = new Failures();
    Map<String, List<LabelledFiles>> folders = folders(failures);
    Map<String, Map<String, EvaluationSummary>> table = new LinkedHashMap<>();
    try (Segmenter segmenter = model.open()) {
      if (expert.choice().kind() != ExpertChoice.Kind.AUTO) {
        segmenter.use(expert.choice());
      }
      spec.commandLine()
          .getErr()
          .printf("Model %s on %s%n", segmenter.modelName(), segmenter.device());
      folders.forEach(
          (task, files) -> {
            Map<String, EvaluationSummary> row = new LinkedHashMap<>();
            for (EvaluationPrompts user : users) {
              row.put(user.toString(), judge(segmenter, user, files, failures));
            }
            table.put(task, row);
            spec.commandLine().getErr().printf("%s done%n", task);
            spec.commandLine().getErr().flush();
          });
    }
    report(table, failures);
    return failures.exitCode();
  }

  private void checkNumbers() {
    if (maxObjects < 1 || !(tolerance >= 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "--max-objects must be at least 1 and --tolerance at least 0, but %d and %s came"
              .formatted(maxObjects, tolerance));
    }
  }

  private List<EvaluationPrompts> users() {
    return Usage.of(spec, () -> prompts.stream().map(EvaluationPrompts::parse).toList());
  }

  private Map<String, List<LabelledFiles>> folders(Failures failures) {
    boolean pair = images != null && masks != null;
    if (pair != tasks.isEmpty() || (images == null) != (masks == null)) {
      throw new ParameterException(
          spec.commandLine(), "Give either --images and --masks, or --tasks");
    }
    requireNames();
    Map<String, List<LabelledFiles>> folders = new LinkedHashMap<>();
    if (pair) {
      failures.attempt(
          images,
          () -> folders.put(images.toString(), TaskFolder.pairs(images, masks, failures::warn)));
    }
    for (Path task : tasks) {
      String name = name(task);
      failures.attempt(
          task, () -> folders.put(name, TaskFolder.pairs(task.resolve(split), failures::warn)));
    }
    return folders;
  }

  private static String name(Path task) {
    return task.toAbsolutePath().normalize().getFileName().toString();
  }

  private void requireNames() {
    Set<String> names = new HashSet<>();
    for (Path task : tasks) {
      if (!names.add(name(task))) {
        throw new ParameterException(
            spec.commandLine(),
            "Two tasks are called '%s'; rename one's folder, or evaluate them one by one"
                .formatted(name(task)));
      }
    }
  }

  private EvaluationSummary judge(
      Segmenter segmenter, EvaluationPrompts user, List<LabelledFiles> files, Failures failures) {
    Map<String, List<Evaluation.ObjectResult>> perImage = new LinkedHashMap<>();
    for (LabelledFiles pair : files) {
      failures.attempt(
          pair.image(),
          () -> {
            List<Evaluation.ObjectResult> results = new ArrayList<>();
            for (LabelledPlane plane : pair.read(failures::warn)) {
              segmenter.setImage(plane.plane());
              segmenter.use(expert.choice());
              results.addAll(segmenter.evaluate(plane, user, maxObjects, tolerance));
            }
            perImage.put(pair.name(), results);
          });
    }
    return EvaluationSummary.of(perImage, user);
  }

  private void report(Map<String, Map<String, EvaluationSummary>> table, Failures failures) {
    failures.print(spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(document(table, failures)));
    } else if (!table.isEmpty()) {
      printMarkdown(table, out);
    }
  }

  /** One summary for a pair of folders and one user; else {@code tasks} by name, then by user. */
  private JsonObject document(
      Map<String, Map<String, EvaluationSummary>> table, Failures failures) {
    JsonObject document;
    if (tasks.isEmpty() && prompts.size() == 1) {
      EvaluationPrompts user = users().get(0);
      document =
          Json.object(
              table.isEmpty()
                  ? EvaluationSummary.of(Map.of(), user)
                  : table.values().iterator().next().get(user.toString()));
      if (user.kind() != EvaluationPrompts.Kind.CLICKS) {
        document.remove("clicksTo90");
      }
    } else {
      document = Json.object(Map.of("tasks", table));
    }
    document.add("warnings", Json.object(Map.of("list", failures.warnings())).get("list"));
    document.add("failures", Json.object(Map.of("list", failures.list())).get("list"));
    return document;
  }

  private static void printMarkdown(
      Map<String, Map<String, EvaluationSummary>> table, PrintWriter out) {
    List<String> users = List.copyOf(table.values().iterator().next().keySet());
    out.print("| task | images | objects |");
    users.forEach(user -> out.printf(" Dice, %s |", user));
    out.printf("%n|---|---|---|%s%n", "---|".repeat(users.size()));
    table.forEach(
        (task, row) -> {
          EvaluationSummary first = row.values().iterator().next();
          out.printf("| %s | %d | %d |", task, first.images(), first.objects());
          row.values().forEach(s -> out.printf(Locale.ROOT, " %.3f |", s.dice()));
          out.println();
        });
    out.print("| **mean** | | |");
    for (String user : users) {
      double mean =
          table.values().stream().mapToDouble(r -> r.get(user).dice()).average().orElse(0);
      out.printf(Locale.ROOT, " **%.3f** |", mean);
    }
    out.println();
    out.flush();
  }
}
