package io.github.evosam.cli;

import io.github.evosam.DurableFolder;
import io.github.evosam.cli.common.Failures;
import io.github.evosam.cli.common.Json;
import io.github.evosam.cli.common.ModelOptions;
import io.github.evosam.engine.Interruption;
import io.github.evosam.engine.Segmenter;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.origin.OriginFile;
import io.github.evosam.engine.origin.ResultOrigin;
import io.github.evosam.engine.origin.UsedModel;
import io.github.evosam.imagej.batch.ImageSegmentation.Watcher;
import io.github.evosam.imagej.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: results made again from their sidecars. */
@Command(
    name = "replay",
    description = "Make results again as NAME-origin.json tells, and compare them bit for bit.")
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions.BioFormats bioFormats;

  @Parameters(arity = "1..*", paramLabel = "NAME-origin.json", description = "Sidecars of results.")
  private List<Path> sidecars;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder for the new results; without, they are compared and thrown away.")
  private Path output;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  private final Failures failures = new Failures();
  private UsedModel opened;
  private Segmenter segmenter;

  /** One sidecar of the JSON document. */
  private record Replayed(String origin, Set<String> results, List<String> different) {}

  @Override
  public Integer call() throws IOException {
    checkNames();
    Path folder = output == null ? Files.createTempDirectory("evosam-replay") : output;
    List<Replayed> done = new ArrayList<>();
    try (Interruption interruption = new Interruption()) {
      for (Path sidecar : sidecars) {
        failures.attempt(
            sidecar, () -> done.add(replay(sidecar, folder, interruption)), interruption);
      }
    } finally {
      close();
      if (output == null) {
        DurableFolder.delete(folder);
      }
    }
    report(done);
    return failures.exitCode();
  }

  private Replayed replay(Path sidecar, Path folder, Interruption interruption) {
    ResultOrigin origin = OriginFile.read(sidecar);
    if (!origin.version().equals(ResultOrigin.thisVersion())) {
      failures.warn(
          "%s tells of EvoSAM %s, but this is %s, whose results may be others"
              .formatted(sidecar, origin.version(), ResultOrigin.thisVersion()));
    }
    open(origin.model());
    List<String> different;
    try (ProgressBar bar = Progress.ofShare(origin.name())) {
      different =
          new Replay(origin)
              .run(
                  segmenter,
                  folder,
                  Watcher.of(share -> Progress.step(bar, share), interruption::isRequested));
    }
    if (!different.isEmpty()) {
      failures.add(
          sidecar,
          "Image, prompts, model and expert are the same, but %s came out otherwise; another version, other libraries or another kind of processor can do that"
              .formatted(String.join(", ", different)));
    }
    return new Replayed(sidecar.toString(), origin.results().keySet(), different);
  }

  private void open(UsedModel model) {
    if (!model.equals(opened)) {
      close();
      segmenter = model.open(BaseModels.ofUser());
      opened = model;
    }
  }

  private void close() {
    if (segmenter != null) {
      segmenter.close();
    }
    segmenter = null;
    opened = null;
  }

  private void checkNames() {
    Set<Path> names = new HashSet<>();
    for (Path sidecar : sidecars) {
      Path folder = sidecar.toAbsolutePath().normalize().getParent();
      if (output != null && output.toAbsolutePath().normalize().equals(folder)) {
        throw new ParameterException(
            spec.commandLine(),
            "--output %s is where the results of %s lie; give another folder, to compare them"
                .formatted(output, sidecar));
      }
      if (output != null && !names.add(sidecar.getFileName())) {
        throw new ParameterException(
            spec.commandLine(),
            "Two sidecars are called %s; replay them one by one, each with its own --output"
                .formatted(sidecar.getFileName()));
      }
    }
  }

  private void report(List<Replayed> done) {
    failures.print(spec.commandLine().getErr());
    if (json) {
      spec.commandLine().getOut().println(Json.text(failures.document("replayed", done)));
      return;
    }
    done.stream()
        .filter(replayed -> replayed.different().isEmpty())
        .forEach(
            replayed ->
                spec.commandLine()
                    .getOut()
                    .printf(
                        "%s: %s are the same, bit for bit%n",
                        replayed.origin(), String.join(", ", replayed.results())));
  }
}
