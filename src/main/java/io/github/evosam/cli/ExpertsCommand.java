package io.github.evosam.cli;

import io.github.evosam.cli.common.ExitCodes;
import io.github.evosam.cli.common.Json;
import io.github.evosam.cli.common.Usage;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertDetails;
import io.github.evosam.engine.expert.ExpertEntry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code experts}: the experts that were learned or imported. */
@Command(
    name = "experts",
    description = "Look after the experts: list, show, rename, remove, export, import, verify.",
    synopsisSubcommandLabel = "list|show|rename|remove|export|import|verify")
final class ExpertsCommand implements Runnable {
  private static final String JSON = "Print one JSON document on standard output.";
  private static final String EXPERT = "NAME|ID";

  @Spec private CommandSpec spec;

  private final ExpertCatalogue experts = ExpertCatalogue.ofUser();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with the experts");
  }

  @Command(description = "All experts.")
  int list(@Option(names = "--json", description = JSON) boolean json) {
    print(experts.list(), json);
    return ExitCodes.DONE;
  }

  @Command(description = "Check every byte of every expert; code 1 if one is not as it was saved.")
  int verify(@Option(names = "--json", description = JSON) boolean json) {
    List<ExpertEntry> checked = experts.verify();
    print(checked, json);
    boolean sound = checked.stream().allMatch(ExpertEntry::isReady);
    return sound ? ExitCodes.DONE : ExitCodes.SOME_FAILED;
  }

  private void print(List<ExpertEntry> entries, boolean json) {
    if (json) {
      out().println(Json.text(Map.of("experts", entries)));
      return;
    }
    entries.forEach(
        e ->
            out()
                .printf(
                    "%s  %-32s %-16s %s  %d kB  %s%n",
                    e.id(), e.name(), e.baseModel(), e.created(), e.bytes() >> 10, e.status()));
    out().flush();
  }

  @Command(description = "All that is noted of an expert.")
  int show(
      @Parameters(paramLabel = EXPERT) String expert,
      @Option(names = "--json", description = JSON) boolean json) {
    ExpertDetails details = experts.show(expert);
    if (json) {
      out().println(Json.text(details));
      return ExitCodes.DONE;
    }
    ExpertEntry entry = details.entry();
    out().printf("%s (%s), %s%n", entry.name(), entry.id(), entry.created());
    line("task", details.task());
    line("base model", entry.baseModel() + ", sha256 " + details.baseModelSha256());
    line(
        "LoRA",
        "rank %d, alpha %s, behind block %d, %s"
            .formatted(details.rank(), details.alpha(), details.split(), details.targets()));
    line(
        "scale",
        details.tileSidePixels() == 0
            ? "whole images"
            : "tiles of %d pixels".formatted(details.tileSidePixels()));
    dice("Dice, no prompt", details.promptless());
    dice("Dice, boxes", details.prompted());
    line(
        "learned from",
        "%d images, seed %d, EvoSAM %s"
            .formatted(details.images(), details.seed(), details.pluginVersion()));
    details.warmStart().ifPresent(id -> line("started from", "expert " + id));
    line("notes", details.notes());
    out().flush();
    return ExitCodes.DONE;
  }

  private void dice(String label, Optional<ExpertDetails.Change> dice) {
    dice.ifPresent(
        d ->
            line(
                label,
                String.format(
                    Locale.ROOT, "%.3f before, %.3f after", d.diceBefore(), d.diceAfter())));
  }

  private void line(String label, String value) {
    out().printf("  %-16s %s%n", label, value);
  }

  @Command(description = "Give an expert another name.")
  int rename(
      @Parameters(paramLabel = EXPERT) String expert,
      @Parameters(paramLabel = "NEW-NAME") String name) {
    ExpertEntry renamed = Usage.of(spec, () -> experts.rename(expert, name));
    out().printf("%s is called '%s' now%n", renamed.id(), renamed.name());
    return ExitCodes.DONE;
  }

  @Command(description = "Remove an expert for ever, with all that the matcher knew of it.")
  int remove(@Parameters(paramLabel = EXPERT) String expert) {
    ExpertEntry removed = experts.remove(expert);
    out().printf("%s ('%s') is removed%n", removed.id(), removed.name());
    return ExitCodes.DONE;
  }

  @Command(
      name = "export",
      description = "Write an expert as one file, by custom with the ending .evosam.")
  int exportTo(
      @Parameters(paramLabel = EXPERT) String expert,
      @Parameters(paramLabel = "FILE") Path file,
      @Option(
              names = "--thumbnail",
              negatable = true,
              description = "With its picture, which shows one of the training images (not).")
          boolean thumbnail) {
    experts.exportTo(expert, file, thumbnail);
    out().printf("'%s' is written to %s%n", expert, file);
    return ExitCodes.DONE;
  }

  @Command(name = "import", description = "Take an expert from a file, checked in everything.")
  int importFrom(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--name", description = "Name that it gets (its own).") String name) {
    ExpertEntry imported =
        Usage.of(spec, () -> experts.importFrom(file, Optional.ofNullable(name)));
    out().printf("'%s' (%s) is imported%n", imported.name(), imported.id());
    return ExitCodes.DONE;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
