package io.github.evosam.cli;

import io.github.evosam.cli.common.Failures;
import io.github.evosam.cli.common.Json;
import io.github.evosam.cli.common.ModelOptions;
import io.github.evosam.cli.common.ProgressLog;
import io.github.evosam.cli.common.Usage;
import io.github.evosam.engine.Interruption;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertDetails;
import io.github.evosam.engine.expert.Prompting;
import io.github.evosam.engine.learning.EarlierTask;
import io.github.evosam.engine.learning.ExpertLearning;
import io.github.evosam.engine.learning.LearningException;
import io.github.evosam.engine.learning.LearningReport;
import io.github.evosam.engine.learning.LearningSettings;
import io.github.evosam.engine.learning.SameTask;
import io.github.evosam.engine.learning.StartTrial;
import io.github.evosam.engine.learning.TaskDataset;
import io.github.evosam.engine.learning.TaskImage;
import io.github.evosam.engine.learning.TaskRouting;
import io.github.evosam.engine.learning.TrainedExpert;
import io.github.evosam.imagej.task.TaskReading;
import io.github.evosam.imagej.task.TaskThumbnail;
import io.github.evosam.imagej.task.ValidationChoice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code learn}: teaches a task. */
@Command(
    name = "learn",
    description =
        "Teach a task from images with masks; it becomes an expert. Ctrl-C keeps the best so far.")
final class LearnCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private LearnOptions options;

  @Parameters(paramLabel = "NAME", description = "Name of the new expert.")
  private String name;

  @Option(names = "--images", required = true, paramLabel = "DIR", description = "Images.")
  private Path images;

  @Option(
      names = "--masks",
      required = true,
      paramLabel = "DIR",
      description = "Masks of equal names; 0 is background.")
  private Path masks;

  @Option(
      names = "--channel",
      paramLabel = "N",
      description = "Channel that is looked at, counted from 1 (the one that a file shows).")
  private int channel;

  @Option(
      names = "--task",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "What is segmented, in your words.")
  private String task;

  @Option(
      names = "--same-task",
      defaultValue = "keep",
      paramLabel = "update|keep|stop",
      description =
          "If the images look like those of an expert: put the new one in its place, keep both, or"
              + " learn nothing (${DEFAULT-VALUE}).")
  private String sameTask;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  /** What standard output tells of a new expert. */
  private record Report(
      String expert,
      String id,
      double diceBefore,
      double diceAfter,
      Optional<ExpertDetails.Change> prompted,
      Prompting prompting,
      StartTrial start,
      Routing routing,
      List<EarlierTask> earlierTasks,
      Optional<LearningReport.Replaced> replaced,
      double seconds,
      long bytes,
      List<String> warnings) {
    static Report of(TrainedExpert e, List<String> ofFiles) {
      List<String> warnings = new ArrayList<>(ofFiles);
      warnings.addAll(e.warnings());
      return new Report(
          e.expert(),
          e.id(),
          e.dice().diceBefore(),
          e.dice().diceAfter(),
          e.prompted(),
          e.prompting(),
          e.report().start(),
          Routing.of(e.report().routing()),
          e.report().earlierTasks(),
          e.report().replaced(),
          e.seconds(),
          e.bytes(),
          warnings);
    }
  }

  /** Where the validation images would go. */
  private record Routing(long own, long others, long none, List<TaskRouting.Image> images) {
    static Routing of(TaskRouting routing) {
      return new Routing(routing.own(), routing.others(), routing.none(), routing.images());
    }
  }

  @Override
  public Integer call() {
    ExpertCatalogue catalogue = ExpertCatalogue.ofUser();
    options.settings(1);
    SameTask same = sameTask();
    requireName(catalogue, same);
    Failures failures = new Failures();
    Optional<TaskDataset> wanted = read(failures);
    if (wanted.isEmpty()) {
      report(failures);
      return failures.exitCode();
    }
    LearningSettings settings = options.settings(wanted.get().images().size());
    try (Interruption interruption = new Interruption()) {
      ExpertLearning learning =
          model.open((models, name, on) -> ExpertLearning.open(models, name, on, catalogue));
      try (var segmenter = learning.segmenter()) {
        log().printf("Model %s on %s%n", segmenter.modelName(), segmenter.device());
        TrainedExpert expert =
            learning.learn(
                wanted.get(), settings, same, new ProgressLog(log()), interruption::isRequested);
        report(expert, failures.warnings());
      } catch (LearningException e) {
        failures.add(images, e.getMessage());
        report(failures);
      }
    }
    return failures.exitCode();
  }

  private SameTask sameTask() {
    return Usage.of(spec, "--same-task: ", () -> SameTask.parse(sameTask));
  }

  private void requireName(ExpertCatalogue catalogue, SameTask same) {
    Usage.of(
        spec,
        () -> {
          ExpertLearning.requireName(catalogue, name, same);
          return name;
        });
  }

  /** The task, unless an input is at fault. */
  private Optional<TaskDataset> read(Failures failures) {
    ValidationChoice validating = options.validation();
    List<TaskImage> training = failures.noted(TaskReading.of(images, masks, channel));
    List<TaskImage> validation =
        validating.folder().map(f -> failures.noted(TaskReading.of(f, channel))).orElse(List.of());
    TaskDataset[] read = new TaskDataset[1];
    if (failures.list().isEmpty()) {
      failures.attempt(
          images,
          () ->
              read[0] =
                  new TaskDataset(
                      name,
                      task,
                      training,
                      validation,
                      validating.share(),
                      Optional.of(TaskThumbnail.png(training.get(0).plane()))));
    }
    return Optional.ofNullable(read[0]);
  }

  private PrintWriter log() {
    return spec.commandLine().getErr();
  }

  private void report(Failures failures) {
    failures.print(log());
    if (json) {
      spec.commandLine().getOut().println(Json.text(failures.document("expert", null)));
    }
  }

  private void report(TrainedExpert expert, List<String> ofFiles) {
    ofFiles.forEach(warning -> log().println("Warning: " + warning));
    expert.warnings().forEach(log()::println);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(Report.of(expert, ofFiles)));
      return;
    }
    expert.summary().forEach(out::println);
    out.flush();
  }
}
