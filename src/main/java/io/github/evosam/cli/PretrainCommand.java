package io.github.evosam.cli;

import io.github.evosam.engine.model.ComputeDevice;
import io.github.evosam.imagej.task.LabelledFiles;
import io.github.evosam.imagej.task.TaskFolder;
import io.github.evosam.lab.pretraining.ImageSets;
import io.github.evosam.lab.pretraining.PyramidRecipe;
import io.github.evosam.lab.pretraining.PyramidTraining;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pretrain}: trains the base model that ships, or goes on with it. */
@Command(
    name = "pretrain",
    description =
        "Train a base model on sets of images with masks, behind a pretrained EfficientNet-Lite2;"
            + " goes on from its checkpoint.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PretrainCommand implements Callable<Integer> {
  private static final int INPUT_SIDE = 512;
  private static final int REPORT_EVERY = 25;
  private static final double NANOS_PER_MINUTE = 6e10;

  @Spec private CommandSpec spec;

  @Option(
      names = "--sets",
      required = true,
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders whose train/images and train/masks are used.")
  private List<Path> sets = new ArrayList<>();

  @Option(
      names = "--encoder",
      paramLabel = "FILE",
      description = "EfficientNet-Lite2 of ImageNet (.pth), for a beginning.")
  private Path encoder;

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "FILE",
      description = "Holds the state of the training; read if it exists.")
  private Path checkpoint;

  @Option(
      names = "--minutes",
      required = true,
      paramLabel = "M",
      description = "Train so long, then keep the checkpoint.")
  private double minutes;

  @Option(
      names = "--finish",
      paramLabel = "STEPS",
      description =
          "Let the learning rate fall to nothing over so many steps at the end; the checkpoint is that before them.")
  private int finish;

  @Option(
      names = "--keep",
      paramLabel = "FILE",
      description = "The checkpoint's weights alone, half precision: to go on from elsewhere.")
  private Path keep;

  @Option(names = "--output", paramLabel = "FILE", description = "Model file, half precision.")
  private Path output;

  @Override
  public Integer call() {
    if (encoder == null && !Files.exists(checkpoint)) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no checkpoint %s yet; give --encoder to begin a training"
              .formatted(checkpoint));
    }
    ComputeDevice.useOneThreadPerLayer();
    ImageSets images = read();
    PyramidRecipe recipe = PyramidRecipe.SHIPPED;
    try (PyramidTraining training =
        new PyramidTraining(recipe, images, checkpoint, encoder, INPUT_SIDE)) {
      Log log = new Log();
      long[] savedAt = {System.nanoTime()};
      training.run(
          log,
          () -> {
            if (System.nanoTime() - savedAt[0] > 5 * NANOS_PER_MINUTE) {
              training.save(checkpoint);
              savedAt[0] = System.nanoTime();
            }
            return System.nanoTime() - log.start > minutes * NANOS_PER_MINUTE;
          });
      training.save(checkpoint);
      if (keep != null) {
        training.saveWeights(keep);
      }
      if (finish > 0) {
        training.finish(finish, log, () -> false);
      }
      if (output != null) {
        training.export(output);
      }
    }
    return 0;
  }

  private ImageSets read() {
    ImageSets images = new ImageSets();
    for (Path set : sets) {
      images.add(
          TaskFolder.pairs(set.resolve("train")).stream()
              .map(LabelledFiles::read)
              .flatMap(List::stream));
    }
    PrintWriter err = spec.commandLine().getErr();
    err.printf("%d images of %d sets%n", images.images(), images.size());
    err.flush();
    return images;
  }

  /** Prints means of loss and IoU now and then. */
  private final class Log implements PyramidTraining.Listener {
    private final long start = System.nanoTime();
    private double loss;
    private double iou;

    @Override
    public void step(long step, float stepLoss, float stepIou) {
      loss += stepLoss / REPORT_EVERY;
      iou += stepIou / REPORT_EVERY;
      if (step % REPORT_EVERY == 0) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
            Locale.ROOT,
            "step %d  loss %.3f  IoU %.3f  %.1f min%n",
            step,
            loss,
            iou,
            (System.nanoTime() - start) / NANOS_PER_MINUTE);
        err.flush();
        loss = 0;
        iou = 0;
      }
    }
  }
}
