package io.github.evosam.cli;

import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.cli.common.Json;
import io.github.evosam.engine.model.BaseModels;
import io.github.evosam.engine.model.ModelCatalogue;
import io.github.evosam.engine.model.ModelInstallation;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models}: what base models there are, and how to get more. */
@Command(
    name = "models",
    description = "List, install and check base models.",
    synopsisSubcommandLabel = "list|install|verify|remove|repair")
final class ModelsCommand {
  @Spec private CommandSpec spec;

  private final ModelInstallation models = new ModelInstallation(BaseModels.ofUser().folder());

  @Command(
      name = "list",
      description = "The embedded model, the installed ones, and those that can be downloaded.")
  int list(@Option(names = "--json", description = "Print JSON.") boolean json) {
    PrintWriter out = out();
    List<ModelInstallation.Installed> installed = models.list();
    if (json) {
      out.println(
          Json.text(
              Map.of(
                  "embedded",
                  BaseModels.EMBEDDED,
                  "installed",
                  installed,
                  "damaged",
                  models.unreadable().stream().map(m -> m.getFileName().toString()).toList(),
                  "published",
                  ModelCatalogue.published())));
      return ExitCodes.DONE;
    }
    out.printf("%-16s ships with the plugin%n", BaseModels.EMBEDDED);
    installed.forEach(
        m ->
            out.printf(
                "%-16s %s, input %d², %d MB, sha256 %s…%n",
                m.name(),
                m.encoder(),
                m.inputSide(),
                m.bytes() >> 20,
                m.sha256().substring(0, 12)));
    models
        .unreadable()
        .forEach(m -> out.printf("%-16s damaged, has no readable record%n", m.getFileName()));
    List<String> names = new ArrayList<>(ModelCatalogue.published());
    installed.forEach(m -> names.remove(m.name()));
    names.forEach(name -> out.printf("%-16s can be installed: models install %s%n", name, name));
    return ExitCodes.DONE;
  }

  @Command(
      name = "install",
      description = "Install a checkpoint file, or download a published one by its name.")
  int install(
      @Parameters(paramLabel = "FILE|NAME") String fileOrName,
      @Option(names = "--name", description = "Name of an installed file (its base name).")
          String name,
      @Option(
              names = "--input-side",
              paramLabel = "PIXELS",
              description =
                  "Side of the model's square input, for files of SAM 2 and TinyViT that were made"
                      + " for another side than 1024 (MedSAM2: 512).")
          Integer inputSide) {
    Path file = Path.of(fileOrName);
    ModelInstallation.Installed installed;
    if (Files.isRegularFile(file)) {
      String base = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
      OptionalInt side = inputSide == null ? OptionalInt.empty() : OptionalInt.of(inputSide);
      installed = install(name == null ? base : name, file, side);
    } else {
      ModelCatalogue.requirePublished(fileOrName);
      try (ProgressBar bar = Progress.ofBytes(fileOrName)) {
        installed =
            ModelCatalogue.download(
                models,
                fileOrName,
                (done, total) -> {
                  bar.maxHint(total);
                  bar.stepTo(done);
                });
      }
    }
    out().printf("%s installed; sha256 %s%n", installed.name(), installed.sha256());
    return ExitCodes.DONE;
  }

  private ModelInstallation.Installed install(String name, Path file, OptionalInt inputSide) {
    try {
      return models.install(name, file, inputSide);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  @Command(name = "verify", description = "Compare the installed files with their checksums.")
  int verify() {
    int damaged = 0;
    for (ModelInstallation.Installed model : models.list()) {
      boolean intact = models.isIntact(model);
      damaged += intact ? 0 : 1;
      out()
          .printf(
              "%-16s %s%n",
              model.name(),
              intact
                  ? "intact"
                  : "damaged or missing; 'models repair %s' installs it again"
                      .formatted(model.name()));
    }
    for (Path model : models.unreadable()) {
      damaged++;
      out()
          .printf(
              "%-16s has no readable record; 'models remove %s' removes it%n",
              model.getFileName(), model.getFileName());
    }
    return damaged == 0 ? ExitCodes.DONE : ExitCodes.SOME_FAILED;
  }

  @Command(
      name = "remove",
      description = "Remove an installed model, sound or damaged; experts of it stay.")
  int remove(@Parameters(paramLabel = "NAME") String name) {
    models.remove(name);
    out().printf("%s is removed%n", name);
    return ExitCodes.DONE;
  }

  @Command(name = "repair", description = "Install a damaged model anew from where it came from.")
  int repair(@Parameters(paramLabel = "NAME") String name) {
    ModelInstallation.Installed repaired;
    try (ProgressBar bar = Progress.ofBytes(name)) {
      repaired =
          ModelCatalogue.repair(
              models,
              name,
              (done, total) -> {
                bar.maxHint(total);
                bar.stepTo(done);
              });
    }
    out().printf("%s is intact; sha256 %s%n", repaired.name(), repaired.sha256());
    return ExitCodes.DONE;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
