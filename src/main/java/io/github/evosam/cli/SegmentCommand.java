package io.github.evosam.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.evosam.engine.EverythingOptions;
import io.github.evosam.engine.SegmentedObject;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.geometry.BoxPrompt;
import io.github.evosam.geometry.LabelMap;
import io.github.evosam.geometry.Mask;
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
    description = "Segment objects: by points and boxes, by a file of ROIs, or everything.",
    mixinStandardHelpOptions = true)
final class SegmentCommand implements Callable<Integer> {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().serializeNulls().create();

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
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

  /** One image of the JSON document. */
  private record ImageResult(
      String image,
      String expert,
      Double confidence,
      List<ObjectResult> objects,
      Map<String, String> outputs) {}

  /** One object of the JSON document; {@code plane} counts from 1. */
  private record ObjectResult(
      int label, int plane, double[] box, int areaPixels, double predictedIou) {}

  @Override
  public Integer call() throws IOException {
    List<ResultFormat> results = results();
    SliceRange range = usage(() -> SliceRange.parse(slices));
    checkPrompts();
    EverythingOptions options = usage(this::everythingOptions);
    Files.createDirectories(output);
    Failures failures = new Failures();
    List<ImageResult> done = new ArrayList<>();
    PrintWriter log = spec.commandLine().getErr();
    try (Segmenter segmenter = model.open()) {
      log.printf("Model %s on %s%n", segmenter.modelName(), segmenter.device());
      for (Path image : images) {
        failures.attempt(
            image,
            () -> {
              ImageDocument document = ImageDocument.open(image, range);
              done.add(segment(image, document, segmenter, options, results));
              log.printf("%s: %d objects%n", image, done.get(done.size() - 1).objects().size());
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
    if (ways == 0) {
      throw new ParameterException(
          spec.commandLine(),
          "Nothing says what to segment; give --point, --box, --mask, --roi or --everything");
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

  private <T> T usage(java.util.function.Supplier<T> parse) {
    try {
      return parse.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ImageResult segment(
      Path image,
      ImageDocument document,
      Segmenter segmenter,
      EverythingOptions options,
      List<ResultFormat> results) {
    List<PromptedObject> rois = roi == null ? List.of() : document.prompts(roi);
    List<LabelMap> labels = new ArrayList<>();
    List<ObjectResult> objects = new ArrayList<>();
    for (int plane = 0; plane < document.positions().size(); plane++) {
      StackPosition position = document.positions().get(plane);
      List<SegmentedObject> found = find(image, document, position, segmenter, options, rois);
      labels.add(LabelMap.of(document.size(), found.stream().map(SegmentedObject::mask).toList()));
      for (int i = 0; i < found.size(); i++) {
        objects.add(describe(i + 1, plane + 1, found.get(i)));
      }
    }
    Map<String, String> outputs = new LinkedHashMap<>();
    for (ResultFormat format : results) {
      outputs.put(
          format.name().toLowerCase(Locale.ROOT),
          document.write(format, labels, output).toString());
    }
    return new ImageResult(image.toString(), null, null, objects, outputs);
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
    if (objects.isEmpty() && !everything) {
      return List.of();
    }
    segmenter.setImage(document.plane(position));
    return everything
        ? segmenter.everything(options, Optional.empty(), share -> {}, () -> false)
        : segmenter.segment(objects);
  }

  private static ObjectResult describe(int label, int plane, SegmentedObject object) {
    Mask mask = object.mask();
    double[] box = mask.boundingBox().map(SegmentCommand::corners).orElse(new double[0]);
    return new ObjectResult(label, plane, box, mask.areaPixels(), object.predictedIou());
  }

  private static double[] corners(BoxPrompt box) {
    return new double[] {box.x0(), box.y0(), box.x1(), box.y1()};
  }

  private void report(List<ImageResult> done, Failures failures) {
    PrintWriter log = spec.commandLine().getErr();
    failures.list().forEach(f -> log.printf("%s: %s%n", f.image(), f.reason()));
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("images", done);
      document.put("failures", failures.list());
      spec.commandLine().getOut().println(GSON.toJson(document));
      return;
    }
    done.forEach(
        result ->
            result.outputs().values().forEach(file -> spec.commandLine().getOut().println(file)));
  }
}
