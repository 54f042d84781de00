package io.github.evosam.cli;

import io.github.evosam.geometry.LabelledPlane;
import io.github.evosam.imagej.task.LabelledFiles;
import io.github.evosam.imagej.task.TaskFolder;
import io.github.evosam.lab.pretraining.BaseModelTraining;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pretrain}: trains the base model that ships, or goes on with it. */
@Command(
    name = "pretrain",
    description =
        "Train a base model from procedural and real images; resumes from its checkpoint.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PretrainCommand implements Callable<Integer> {
  private static final int REPORT_EVERY = 50;

  @Spec private CommandSpec spec;

  @Option(
      names = "--tasks",
      arity = "1..*",
      paramLabel = "DIR",
      description = "Task folders whose train/images and train/masks are used.")
  private List<Path> tasks = new ArrayList<>();

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "FILE",
      description = "Holds the state of the training; read if it exists.")
  private Path checkpoint;

  @Option(names = "--output", paramLabel = "FILE", description = "Model file, half precision.")
  private Path output;

  @Option(
      names = "--length",
      defaultValue = "1",
      paramLabel = "F",
      description = "Steps as a share of the published recipe's (default: ${DEFAULT-VALUE}).")
  private double length;

  @Option(
      names = "--minutes",
      defaultValue = "0",
      paramLabel = "M",
      description = "Stop after so many minutes and keep the checkpoint; 0: train to the end.")
  private double minutes;

  @Override
  public Integer call() {
    List<LabelledPlane> real = new ArrayList<>();
    for (Path task : tasks) {
      for (LabelledFiles files : TaskFolder.pairs(task.resolve("train"))) {
        real.addAll(files.read());
      }
    }
    PrintWriter log = spec.commandLine().getErr();
    log.printf("%d real images%n", real.size());
    BaseModelTraining training =
        BaseModelTraining.embedded(length, checkpoint, Duration.ofMinutes(5));
    long start = System.nanoTime();
    double[] sums = new double[2];
    training.run(
        real,
        (step, loss, iou) -> {
          sums[0] += loss;
          sums[1] += iou;
          if (step % REPORT_EVERY == 0) {
            log.printf(
                "step %d  loss %.3f  IoU %.3f  %.1f min%n",
                step,
                sums[0] / REPORT_EVERY,
                sums[1] / REPORT_EVERY,
                (System.nanoTime() - start) / 6e10);
            log.flush();
            sums[0] = 0;
            sums[1] = 0;
          }
        },
        () -> minutes > 0 && System.nanoTime() - start > minutes * 6e10);
    if (output != null) {
      training.export(output);
    }
    return 0;
  }
}
