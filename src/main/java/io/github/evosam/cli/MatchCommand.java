package io.github.evosam.cli;

import io.github.evosam.cli.common.Failures;
import io.github.evosam.cli.common.Json;
import io.github.evosam.cli.common.ModelOptions;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.expert.ExpertMatch;
import io.github.evosam.imagej.image.SliceRange;
import io.github.evosam.imagej.result.ImageDocument;
import java.io.PrintWriter;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code match}: which expert fits an image. */
@Command(
    name = "match",
    description = "Rank the experts for images; of a stack its middle plane is looked at.")
final class MatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Image files.")
  private List<Path> images;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  /** One image of the JSON document. */
  private record ImageMatch(
      String image,
      Optional<String> chosen,
      Optional<Double> confidence,
      List<ExpertMatch.Ranked> ranking) {
    static ImageMatch of(Path image, ExpertMatch match) {
      return new ImageMatch(
          image.toString(),
          match.chosen().map(ExpertMatch.Ranked::expert),
          match.chosen().map(ExpertMatch.Ranked::confidence),
          match.ranking());
    }
  }

  @Override
  public Integer call() {
    Failures failures = new Failures();
    List<ImageMatch> done = new ArrayList<>();
    try (Segmenter segmenter = model.open()) {
      for (Path image : images) {
        failures.attempt(
            image,
            () -> {
              segmenter.setImage(ImageDocument.open(image, SliceRange.ALL).middlePlane());
              done.add(ImageMatch.of(image, segmenter.match()));
            });
      }
    }
    report(done, failures);
    return failures.exitCode();
  }

  private void report(List<ImageMatch> done, Failures failures) {
    PrintWriter log = spec.commandLine().getErr();
    failures.list().forEach(f -> log.printf("%s: %s%n", f.image(), f.reason()));
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("images", done);
      document.put("failures", failures.list());
      spec.commandLine().getOut().println(Json.text(document));
    } else {
      done.forEach(this::print);
    }
  }

  private void print(ImageMatch match) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: %s%n", match.image(), match.chosen().orElse("no expert fits"));
    match
        .ranking()
        .forEach(
            r ->
                out.printf(
                    Locale.ROOT,
                    "  %-32s score %6.3f  confidence %.3f%s%n",
                    r.expert(),
                    r.score(),
                    r.confidence(),
                    r.objection().isEmpty() ? "" : "  " + r.objection()));
    out.flush();
  }
}
