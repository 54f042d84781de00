package io.github.evosam.cli;

import io.github.evosam.EvoSamException;
import io.github.evosam.cli.ImageSegmentation.ImageResult;
import io.github.evosam.engine.EverythingOptions;
import io.github.evosam.engine.ExpertChoice;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.imagej.ImageTitle;
import io.github.evosam.imagej.ResultFormat;
import io.github.evosam.imagej.SliceRange;
import io.github.evosam.imagej.StagedFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
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
        "Segment objects: by points and boxes, by ROIs, everything, or what an expert has learned.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SegmentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private ExpertOption expert;
  @Mixin private PromptOptions prompts;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Image files.")
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
      names = "--output",
      defaultValue = "evosam-output",
      paramLabel = "DIR",
      description = "Folder of the results, made if missing (${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--format",
      split = ",",
      paramLabel = "labels|mask|rois|overlay",
      description = "What to write; repeatable (labels, rois and overlay).")
  private List<String> formats = List.of("labels", "rois", "overlay");

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    checkPrompts();
    checkNames();
    usage(() -> EverythingOptions.OFFICIAL.withPointsPerSide(pointsPerSide));
    ImageSegmentation task =
        new ImageSegmentation(
            prompts,
            roi,
            everything ? OptionalInt.of(pointsPerSide) : OptionalInt.empty(),
            expert.choice(),
            usage(() -> SliceRange.parse(slices)),
            results(),
            output);
    Failures failures = new Failures();
    List<ImageResult> done = new ArrayList<>();
    try (Segmenter segmenter = model.open()) {
      log().printf("Model %s on %s%n", segmenter.modelName(), segmenter.device());
      requireExpert(segmenter);
      StagedFolder.in(output).close(); // better known now than after the first image
      images.forEach(i -> failures.attempt(i, () -> done.add(segment(i, task, segmenter))));
    } catch (EvoSamException e) {
      failures.all(images, e.getMessage());
      report(List.of(), failures);
      return ExitCodes.ENVIRONMENT;
    }
    report(done, failures);
    return failures.exitCode();
  }

  private ImageResult segment(Path image, ImageSegmentation task, Segmenter segmenter) {
    try (ProgressBar bar = Progress.ofShare(image.getFileName().toString())) {
      ImageResult result = task.run(image, segmenter, share -> Progress.step(bar, share));
      String by = result.expert().map(name -> ", expert " + name).orElse("");
      bar.setExtraMessage("objects: " + result.objects().size() + by);
      return result;
    }
  }

  private PrintWriter log() {
    return spec.commandLine().getErr();
  }

  private List<ResultFormat> results() {
    return usage(
        () ->
            formats.stream()
                .map(
                    name -> {
                      try {
                        return ResultFormat.valueOf(name.trim().toUpperCase(Locale.ROOT));
                      } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(
                            "Format '"
                                + name
                                + "' is not known; use labels, mask, rois or overlay");
                      }
                    })
                .toList());
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

  private void checkPrompts() {
    if (ways() == 0 && expert.choice().kind() == ExpertChoice.Kind.NONE) {
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

  private <T> T usage(java.util.function.Supplier<T> parse) {
    try {
      return parse.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void report(List<ImageResult> done, Failures failures) {
    failures.list().forEach(f -> log().printf("%s: %s%n", f.image(), f.reason()));
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("images", done);
      document.put("failures", failures.list());
      spec.commandLine().getOut().println(Json.text(document));
      return;
    }
    done.forEach(
        result ->
            result.outputs().values().forEach(file -> spec.commandLine().getOut().println(file)));
  }
}
