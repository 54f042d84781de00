package io.github.evosam.cli.lab;

import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.engine.model.ComputeThreads;
import io.github.evosam.imagej.task.LabelledFiles;
import io.github.evosam.imagej.task.TaskFolder;
import io.github.evosam.lab.pretraining.DevelopmentScores;
import io.github.evosam.lab.pretraining.ImageSets;
import io.github.evosam.lab.pretraining.PyramidRecipe;
import io.github.evosam.lab.pretraining.PyramidTraining;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            + " goes on from its checkpoint.")
public final class PretrainCommand implements Callable<Integer> {
  private static final int INPUT_SIDE = 512;
  private static final int REPORT_EVERY = 25;
  private static final double NANOS_PER_MINUTE = 6e10;

  /** Minutes between two checkpoints. */
  private static final double SAVE_MINUTES = 5;

  /** Minutes between two judgements, which take minutes themselves. */
  private static final double JUDGE_MINUTES = 60;

  /** Images of each set that the training is judged by. */
  private static final int JUDGED_IMAGES = 1;

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

  @Option(
      names = "--curve",
      paramLabel = "FILE",
      description =
          "Now and then add a line for each set: step, set, mean Dice of a box, a click and five clicks on an image of its 'test', and of the ellipse in the box.")
  private Path curve;

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
    ImageSets images = read();
    return ComputeThreads.during(1, () -> train(images)); // the parts of a batch keep cores busy
  }

  private int train(ImageSets images) {
    try (PyramidTraining training =
        new PyramidTraining(PyramidRecipe.SHIPPED, images, checkpoint, encoder, INPUT_SIDE)) {
      train(training, new Log());
    }
    return ExitCodes.DONE;
  }

  private void train(PyramidTraining training, Log log) {
    DevelopmentScores development = development();
    double[] next = {SAVE_MINUTES, JUDGE_MINUTES};
    training.run(
        log,
        () -> {
          if (log.minutes() > next[0]) {
            training.save(checkpoint);
            next[0] = log.minutes() + SAVE_MINUTES;
          }
          if (log.minutes() > next[1]) {
            judge(training, development, log);
            next[1] = log.minutes() + JUDGE_MINUTES;
          }
          return log.minutes() > minutes;
        });
    training.save(checkpoint);
    if (keep != null) {
      training.saveWeights(keep);
    }
    if (finish > 0) {
      training.finish(finish, log, () -> false);
    }
    judge(training, development, log);
    if (output != null) {
      training.export(output);
    }
  }

  private void judge(PyramidTraining training, DevelopmentScores development, Log log) {
    if (curve == null) {
      return;
    }
    Map<String, DevelopmentScores.Dice> sets = training.judge(development);
    DevelopmentScores.Dice mean = DevelopmentScores.mean(sets);
    StringBuilder lines = new StringBuilder();
    line(lines, training.step(), "mean", mean);
    sets.forEach((name, dice) -> line(lines, training.step(), name, dice));
    try {
      Files.writeString(curve, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("The curve cannot be written to " + curve, e);
    }
    log.say(
        "development Dice: box %.3f, click %.3f, five clicks %.3f (ellipse in the box %.3f)%n",
        mean.box(), mean.click(), mean.clicks(), mean.ellipse());
  }

  private static void line(
      StringBuilder lines, long step, String set, DevelopmentScores.Dice dice) {
    lines.append(
        String.format(
            Locale.ROOT,
            "%d,%s,%.4f,%.4f,%.4f,%.4f%n",
            step,
            set,
            dice.box(),
            dice.click(),
            dice.clicks(),
            dice.ellipse()));
  }

  private DevelopmentScores development() {
    DevelopmentScores development = new DevelopmentScores();
    for (Path set : curve == null ? List.<Path>of() : sets) {
      if (Files.isDirectory(set.resolve("test").resolve("images"))) {
        development.add(
            set.getFileName().toString(),
            TaskFolder.pairs(set.resolve("test")).stream()
                .limit(JUDGED_IMAGES)
                .map(LabelledFiles::read)
                .flatMap(List::stream)
                .toList());
      }
    }
    return development;
  }

  private ImageSets read() {
    ImageSets images = new ImageSets(PyramidRecipe.SHIPPED.scenes());
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

    double minutes() {
      return (System.nanoTime() - start) / NANOS_PER_MINUTE;
    }

    void say(String text, Object... values) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(Locale.ROOT, text, values);
      err.flush();
    }

    @Override
    public void step(long step, float stepLoss, float stepIou) {
      loss += stepLoss / REPORT_EVERY;
      iou += stepIou / REPORT_EVERY;
      if (step % REPORT_EVERY == 0) {
        say("step %d  loss %.3f  IoU %.3f  %.1f min%n", step, loss, iou, minutes());
        loss = 0;
        iou = 0;
      }
    }
  }
}
