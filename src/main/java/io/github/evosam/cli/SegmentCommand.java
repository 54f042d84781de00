package io.github.evosam.cli;

import io.github.evosam.engine.ChosenExpert;
import io.github.evosam.engine.EverythingOptions;
import io.github.evosam.engine.ExpertChoice;
import io.github.evosam.engine.SegmentedObject;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Prompt;
import io.github.evosam.imagej.ImageDocument;
import io.github.evosam.imagej.PromptedObject;
import io.github.evosam.imagej.ResultFormat;
import io.github.evosam.imagej.Selections;
import io.github.evosam.imagej.SliceRange;
import io.github.evosam.imagej.StackPosition;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        "Segment objects: by points and boxes, by ROIs, everything, or what an expert has learned.",
    mixinStandardHelpOptions = true)
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

  /** Whether the expert alone says what is wanted. */
  private boolean promptless;

  @Override
  public Integer call() throws IOException {
    List<ResultFormat> results = results();
    SliceRange range = usage(() -> SliceRange.parse(slices));
    checkPrompts();
    EverythingOptions options = usage(this::everythingOptions);
    Files.createDirectories(output);
    Failures failures = new Failures();
    List<SegmentedImage> done = new ArrayList<>();
    PrintWriter log = spec.commandLine().getErr();
    try (Segmenter segmenter = model.open()) {
      log.printf("Model %s on %s%n", segmenter.modelName(), segmenter.device());
      requireExpert(segmenter);
      for (Path image : images) {
        failures.attempt(
            image,
            () -> {
              ImageDocument document = ImageDocument.open(image, range);
              done.add(segment(image, document, segmenter, options, results));
              log.println(done.get(done.size() - 1).summary());
            });
      }
    }
    report(done, failures);
    return failures.exitCode();
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

  private EverythingOptions everythingOptions() {
    EverythingOptions d = EverythingOptions.DEFAULT;
    return new EverythingOptions(
        pointsPerSide,
        d.minPredictedIou(),
        d.minStability(),
        d.maxBoxIou(),
        d.minAreaPixels(),
        d.maxAreaShare());
  }

  private void checkPrompts() {
    int ways = (everything ? 1 : 0) + (roi != null ? 1 : 0) + (prompts.isEmpty() ? 0 : 1);
    promptless = ways == 0;
    if (promptless && expert.choice().kind() == ExpertChoice.Kind.NONE) {
      throw nothingToSegment();
    }
    if (ways > 1) {
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

  private ParameterException nothingToSegment() {
    return new ParameterException(
        spec.commandLine(),
        "Nothing says what to segment; give --point, --box, --mask, --roi or --everything,"
            + " or learn or import an expert");
  }

  /** Refuses an unknown expert, or none where one is needed, before any image is opened. */
  private void requireExpert(Segmenter segmenter) {
    if (expert.choice().kind() == ExpertChoice.Kind.NAMED) {
      segmenter.use(expert.choice());
    } else if (promptless && !segmenter.hasExperts()) {
      throw nothingToSegment();
    }
  }

  private <T> T usage(java.util.function.Supplier<T> parse) {
    try {
      return parse.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private SegmentedImage segment(
      Path image,
      ImageDocument document,
      Segmenter segmenter,
      EverythingOptions options,
      List<ResultFormat> results) {
    List<PromptedObject> rois = roi == null ? List.of() : document.prompts(roi);
    Optional<ChosenExpert> chosen = choose(document, segmenter);
    List<LabelMap> labels = new ArrayList<>();
    List<SegmentedImage.Item> objects = new ArrayList<>();
    for (int plane = 0; plane < document.positions().size(); plane++) {
      StackPosition position = document.positions().get(plane);
      List<SegmentedObject> found = find(image, document, position, segmenter, options, rois);
      labels.add(LabelMap.of(document.size(), found.stream().map(SegmentedObject::mask).toList()));
      for (int i = 0; i < found.size(); i++) {
        objects.add(SegmentedImage.Item.of(i + 1, plane + 1, found.get(i)));
      }
    }
    Map<String, String> outputs = new LinkedHashMap<>();
    for (ResultFormat format : results) {
      outputs.put(
          format.name().toLowerCase(Locale.ROOT),
          document.write(format, labels, output).toString());
    }
    return SegmentedImage.of(image, chosen, objects, outputs);
  }

  /** The expert for an image, of a stack by its middle plane. */
  private Optional<ChosenExpert> choose(ImageDocument document, Segmenter segmenter) {
    if (expert.choice().kind() == ExpertChoice.Kind.AUTO && segmenter.hasExperts()) {
      segmenter.setImage(document.middlePlane());
    } else if (expert.choice().kind() == ExpertChoice.Kind.AUTO) {
      return segmenter.use(ExpertChoice.NONE);
    }
    Optional<ChosenExpert> chosen = segmenter.use(expert.choice());
    if (promptless && chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "No expert fits this image; name one by --expert, give a prompt, or use --everything");
    }
    return chosen;
  }

  private List<SegmentedObject> find(
      Path image,
      ImageDocument document,
      StackPosition position,
      Segmenter segmenter,
      EverythingOptions options,
      List<PromptedObject> rois) {
    List<List<Prompt>> objects =
        roi == null
            ? prompts.isEmpty() ? List.of() : prompts.objects(document.size(), image)
            : Selections.on(position, rois).stream().map(PromptedObject::prompts).toList();
    if (objects.isEmpty() && !everything && !promptless) {
      return List.of();
    }
    segmenter.setImage(document.plane(position));
    if (promptless) {
      return segmenter.segmentTask();
    }
    return everything
        ? segmenter.everything(options, Optional.empty(), share -> {}, () -> false)
        : segmenter.segment(objects);
  }

  private void report(List<SegmentedImage> done, Failures failures) {
    PrintWriter log = spec.commandLine().getErr();
    failures.list().forEach(f -> log.printf("%s: %s%n", f.image(), f.reason()));
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("images", done);
      document.put("failures", failures.list());
      Json.print(spec.commandLine().getOut(), document);
      return;
    }
    done.forEach(
        result ->
            result.outputs().values().forEach(file -> spec.commandLine().getOut().println(file)));
  }
}
