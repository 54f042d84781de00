package io.github.evosam.cli;

import io.github.evosam.EvoSamException;
import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.cli.common.Failures;
import io.github.evosam.cli.common.Json;
import io.github.evosam.cli.common.ModelOptions;
import io.github.evosam.cli.common.Usage;
import io.github.evosam.engine.Interruption;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ChosenExpert;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.imagej.result.StagedFolder;
import io.github.evosam.imagej.stack.StackSegmentation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code propagate}: objects of stacks, followed from one plane or found on all and linked. */
@Command(
    name = "propagate",
    description =
        "Follow objects through the slices of stacks, or find them on each slice and link them.")
final class PropagateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private ExpertOption expert;
  @Mixin private PromptOptions prompts;
  @Mixin private FollowingOptions following;
  @Mixin private SparkOption spark;

  @Parameters(arity = "1..*", paramLabel = "STACK", description = "Image files.")
  private List<Path> stacks;

  @Option(
      names = "--on",
      paramLabel = "N",
      defaultValue = "0",
      description = "Plane on which the prompts show the objects (the first of --slices).")
  private int on;

  @Option(
      names = "--roi",
      paramLabel = "FILE.zip",
      description = "ROIs; equal names on different planes show one object.")
  private Path roi;

  @Option(names = "--everything", description = "Find every object on each plane, and link them.")
  private boolean everything;

  @Option(
      names = "--output",
      defaultValue = "evosam-output",
      paramLabel = "DIR",
      description = "Folder of NAME-labels.tif and NAME-rois.zip (${DEFAULT-VALUE}).")
  private Path output;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  /** One stack of the JSON document. */
  private record StackResult(
      String image,
      Optional<String> expert,
      Optional<Double> confidence,
      boolean byMemory,
      List<ObjectResult> objects,
      Map<String, String> outputs) {}

  /** One object of the JSON document; planes count from 1. */
  private record ObjectResult(int label, int firstPlane, int lastPlane, int planes, long voxels) {}

  /** How a stack is done, as {@link StackSegmentation#run}. */
  @FunctionalInterface
  interface Work {
    /** Does it, and writes the results. */
    StackSegmentation.Done run(
        Path file,
        Segmenter segmenter,
        Path output,
        Consumer<String> notes,
        DoubleConsumer progress);
  }

  @Override
  public Integer call() {
    checkPrompts();
    StackSegmentation task = task();
    Failures failures = new Failures();
    try {
      Work work = spark.isGiven() ? Usage.of(spec, () -> spark.stack(task, model)) : task::run;
      return stacks(task, work, failures);
    } catch (EvoSamException e) {
      failures.all(stacks, e.getMessage());
      report(List.of(), failures);
      return ExitCodes.ENVIRONMENT;
    }
  }

  private int stacks(StackSegmentation task, Work work, Failures failures) {
    List<StackResult> done = new ArrayList<>();
    try (Interruption interruption = new Interruption();
        Segmenter segmenter = model.open()) {
      StagedFolder.in(output).close(); // better known now than after the first stack
      if (task.shown().isAnything() && segmenter.followsByMemory()) {
        spec.commandLine()
            .getErr()
            .printf("Objects are followed by the memory of model '%s'%n", segmenter.modelName());
      }
      for (Path stack : stacks) {
        failures.attempt(
            stack,
            () -> done.add(stack(stack, work, segmenter, interruption, failures)),
            interruption);
      }
      report(done, failures);
    }
    return failures.exitCode();
  }

  private StackSegmentation task() {
    return following.task(
        new StackSegmentation.Shown(prompts.given(), Optional.ofNullable(roi), on),
        everything,
        expert.choice());
  }

  private StackResult stack(
      Path file, Work work, Segmenter segmenter, Interruption interruption, Failures failures) {
    StackSegmentation.Done done;
    try (ProgressBar bar = Progress.ofShare(file.getFileName().toString())) {
      DoubleConsumer progress =
          share -> {
            Progress.step(bar, share);
            if (interruption.isRequested()) {
              throw new CancellationException("Cancelled");
            }
          };
      done = work.run(file, segmenter, output, failures::warn, progress);
    }
    List<ObjectResult> objects = new ArrayList<>();
    done.written()
        .objects()
        .objects()
        .forEach(
            (label, extent) ->
                objects.add(
                    new ObjectResult(
                        label, extent.first(), extent.last(), extent.planes(), extent.voxels())));
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("labels", done.written().labels().toString());
    outputs.put("rois", done.written().rois().toString());
    return new StackResult(
        file.toString(),
        done.expert().map(ChosenExpert::name),
        done.expert().flatMap(ChosenExpert::confidence),
        done.byMemory(),
        objects,
        outputs);
  }

  private void checkPrompts() {
    int ways = (everything ? 1 : 0) + (roi != null ? 1 : 0) + (prompts.isEmpty() ? 0 : 1);
    boolean hasExpert = expert.choice().kind() != ExpertChoice.Kind.NONE;
    if (ways > 1 || ways == 0 && !hasExpert) {
      throw wrong(
          "Say what to follow by exactly one of prompts (--point, --box, --mask), --roi and"
              + " --everything, or by an expert");
    }
    prompts
        .conflict()
        .ifPresent(
            sentence -> {
              throw wrong(sentence);
            });
    if (on < 0 || on > 0 && roi == null && prompts.isEmpty()) {
      throw wrong("--on " + on + " is the plane of prompts, counted from 1, but there are none");
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private void report(List<StackResult> done, Failures failures) {
    failures.print(spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(failures.document("images", done)));
      return;
    }
    done.forEach(stack -> stack.outputs().values().forEach(out::println));
  }
}
