package io.github.evosam.cli;

import io.github.evosam.EvoSamException;
import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.cli.common.Failures;
import io.github.evosam.cli.common.ModelOptions;
import io.github.evosam.cli.common.Usage;
import io.github.evosam.engine.Interruption;
import io.github.evosam.engine.SegmentationRequest;
import io.github.evosam.engine.SegmentationRequest.Search;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.everything.EverythingOptions;
import io.github.evosam.engine.expert.ExpertChoice;
import io.github.evosam.imagej.batch.FolderReport;
import io.github.evosam.imagej.batch.FolderResults;
import io.github.evosam.imagej.batch.FolderSegmentation;
import io.github.evosam.imagej.batch.ImageSegmentation;
import io.github.evosam.imagej.batch.PromptSource;
import io.github.evosam.imagej.image.ImageTitle;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ResultFormat;
import io.github.evosam.imagej.result.StagedFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segment}: objects of images, from prompts or all of them. */
@Command(
    name = "segment",
    description =
        "Segment objects: by points and boxes, by ROIs, everything, or what an expert has learned.")
final class SegmentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private ExpertOption expert;
  @Mixin private PromptOptions prompts;
  @Mixin private FolderOptions folders;
  @Mixin private SparkOption spark;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Image files, or one folder.")
  private List<Path> images;

  @Option(names = "--everything", description = "Find every object, without prompts.")
  private boolean everything;

  @Option(
      names = "--points-per-side",
      defaultValue = "32",
      paramLabel = "N",
      description = "Density of the grid of --everything (${DEFAULT-VALUE}).")
  private int pointsPerSide;

  @Option(names = "--roi", paramLabel = "FILE.zip", description = "ROIs; each is one object.")
  private Path roi;

  @Option(
      names = "--slices",
      defaultValue = "all",
      paramLabel = "all|N|A-B",
      description = "Planes of a stack (${DEFAULT-VALUE}).")
  private String slices;

  @Option(
      names = "--channel",
      paramLabel = "N",
      description = "Channel that is looked at, counted from 1 (the one that a file shows).")
  private int channel;

  @Option(
      names = "--output",
      defaultValue = "evosam-output",
      paramLabel = "DIR",
      description = "Folder of the results, made if missing (${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--format",
      split = ",",
      paramLabel = "labels|mask|rois|overlay",
      converter = FormatConverter.class,
      description = "What to write; repeatable (labels, rois and overlay).")
  private List<ResultFormat> formats =
      List.of(ResultFormat.LABELS, ResultFormat.ROIS, ResultFormat.OVERLAY);

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    boolean isFolder = images.size() == 1 && Files.isDirectory(images.get(0));
    checkPrompts(isFolder);
    checkNames();
    checkSpark(isFolder);
    if (folders.areGiven() && !isFolder) {
      throw new ParameterException(
          spec.commandLine(),
          "--recursive, --filter, --table and --overwrite are for a folder; give one in place of"
              + " the images");
    }
    Usage.of(spec, () -> EverythingOptions.DEFAULT.withPointsPerSide(pointsPerSide));
    ImageSegmentation task =
        new ImageSegmentation(
            source(isFolder),
            everything
                ? new SegmentationRequest(expert.choice(), Search.EVERYTHING, pointsPerSide)
                : new SegmentationRequest(expert.choice(), Search.TASK),
            Usage.of(spec, () -> SliceRange.parse(slices)),
            channel);
    Failures failures = new Failures();
    if (spark.isGiven() && isFolder) {
      return folderOnSpark(task);
    }
    try (Segmenter segmenter = model.open()) {
      log().printf("Model %s on %s%n", segmenter.modelName(), segmenter.device());
      return isFolder ? folder(task, segmenter) : files(task, segmenter);
    } catch (EvoSamException e) {
      failures.all(images, e.getMessage());
      report().print(List.of(), failures, Map.of());
      return ExitCodes.ENVIRONMENT;
    }
  }

  private PromptSource source(boolean isFolder) {
    if (roi != null) {
      return PromptSource.roiFile(roi);
    }
    if (!prompts.isEmpty()) {
      return PromptSource.given(prompts.given());
    }
    return isFolder ? PromptSource.besideImage() : PromptSource.none();
  }

  private int files(ImageSegmentation task, Segmenter segmenter) {
    requireExpert(segmenter);
    FileSegmentation.Work work =
        spark.isGiven() ? Usage.of(spec, () -> spark.plane(task, model)) : task::run;
    StagedFolder.in(output).close(); // better known now than after the first image
    Failures failures = new Failures();
    List<ImageResult> done = new ArrayList<>();
    try (Interruption interruption = new Interruption()) {
      FileSegmentation segmentation =
          new FileSegmentation(task, formats, output, failures::warn, interruption::isRequested);
      for (Path image : images) {
        failures.attempt(
            image, () -> done.add(segmentation.run(image, segmenter, work)), interruption);
      }
      report().print(done, failures, Map.of());
    }
    return failures.exitCode();
  }

  private int folder(ImageSegmentation task, Segmenter segmenter) {
    Path folder = images.get(0);
    FolderSegmentation segmentation = asked(task);
    try (Interruption interruption = new Interruption();
        FolderProgress progress = new FolderProgress(folder, json, interruption::isRequested)) {
      FolderReport report = Usage.of(spec, () -> segmentation.run(segmenter, progress));
      progress.close();
      Failures failures = new Failures();
      report.failures().forEach(f -> failures.add(progress.path(f.image()), f.reason()));
      progress.warnings().forEach(failures::warn);
      log().println(report.summary());
      report().print(progress.done(), failures, progress.more(report));
      return report.isCancelled() ? ExitCodes.SOME_FAILED : failures.exitCode();
    }
  }

  private FolderSegmentation asked(ImageSegmentation task) {
    return new FolderSegmentation(
        folders.images(images.get(0)),
        task,
        new FolderResults(output, Set.copyOf(formats), folders.table(), folders.overwrite()));
  }

  private int folderOnSpark(ImageSegmentation task) {
    FolderReport report =
        Usage.of(spec, () -> spark.run(asked(task), model, Optional.ofNullable(roi)));
    Failures failures = new Failures();
    report.failures().forEach(f -> failures.add(images.get(0).resolve(f.image()), f.reason()));
    log().println(report.summary());
    report().print(List.of(), failures, SegmentReport.counts(report));
    return failures.exitCode();
  }

  private SegmentReport report() {
    return new SegmentReport(spec.commandLine(), json);
  }

  private PrintWriter log() {
    return spec.commandLine().getErr();
  }

  /** How many options say what to segment; without any, the expert does. */
  private int ways() {
    return (everything ? 1 : 0) + (roi != null ? 1 : 0) + (prompts.isEmpty() ? 0 : 1);
  }

  /** Refuses an unknown expert, or none where one is needed, before any image is opened. */
  private void requireExpert(Segmenter segmenter) {
    if (expert.choice().kind() == ExpertChoice.Kind.NAMED) {
      segmenter.use(expert.choice());
    } else if (ways() == 0 && !segmenter.hasExperts()) {
      throw nothingToSegment();
    }
  }

  private ParameterException nothingToSegment() {
    return new ParameterException(
        spec.commandLine(),
        "Nothing says what to segment; give --point, --box, --mask, --roi or --everything,"
            + " or learn or import an expert");
  }

  private void checkPrompts(boolean isFolder) {
    boolean hasNoExpert = expert.choice().kind() == ExpertChoice.Kind.NONE;
    if (ways() == 0 && hasNoExpert && !isFolder) {
      throw nothingToSegment();
    }
    if (ways() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--everything, --roi and prompts (--point, --box, --mask) exclude each other");
    }
    prompts
        .conflict()
        .ifPresent(
            sentence -> {
              throw new ParameterException(spec.commandLine(), sentence);
            });
  }

  /** Refuses what is not shared out. */
  private void checkSpark(boolean isFolder) {
    if (!spark.isGiven()) {
      return;
    }
    if (!prompts.isEmpty() || !isFolder && (images.size() > 1 || roi != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--spark is for a folder whose prompts, if any, lie in ROI files, and for --everything in"
              + " one big image; leave it out for several images and for prompts");
    }
    if (!isFolder && !everything) {
      throw new ParameterException(
          spec.commandLine(),
          "What an expert has learned is looked for in one image by one process; leave out --spark,"
              + " or give --everything");
    }
  }

  /** Results are named after their image, so two images of one name would overwrite each other. */
  private void checkNames() {
    Map<String, Path> names = new HashMap<>();
    for (Path image : images) {
      Path same = names.put(ImageTitle.base(String.valueOf(image.getFileName())), image);
      if (same != null) {
        throw new ParameterException(
            spec.commandLine(),
            "%s and %s would have the same results; run them one by one, each with its own --output"
                .formatted(same, image));
      }
    }
  }
}
