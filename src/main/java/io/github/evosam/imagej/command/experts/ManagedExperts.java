package io.github.evosam.imagej.command.experts;

import ij.measure.ResultsTable;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.imagej.command.ActionReport;
import io.github.evosam.imagej.library.ExpertRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code EvoSAM Manage Experts} does, each by its key {@code action}. All throw an {@link
 * io.github.evosam.EvoSamException} if the library or a file cannot be used.
 *
 * @param catalogue of the user
 */
record ManagedExperts(ExpertCatalogue catalogue) {

  /** Each expert gets a row in the Results table, and the log a sentence. */
  static void report(String action, List<ExpertRow> experts) {
    ActionReport.show(
        ManageExpertsCommand.TITLE + ", " + action,
        "experts",
        experts,
        ExpertRow::name,
        (table, expert) -> fill(table, action, expert));
  }

  private static void fill(ResultsTable table, String action, ExpertRow expert) {
    table.addValue("Action", action);
    table.addValue("Expert", expert.name());
    table.addValue("Id", expert.id());
    table.addValue("Base model", expert.entry().baseModel());
    table.addValue("Created", expert.entry().created());
    table.addValue("Dice", expert.dice());
    table.addValue("Bytes", expert.entry().bytes());
    table.addValue("Notes", expert.notes());
    boolean gone = action.equals("remove");
    table.addValue("Status", gone ? "removed" : expert.status());
    table.addValue("Error", gone ? "" : expert.problem().orElse(""));
  }

  /** An expert by name or id, or all if that is empty. */
  List<ExpertRow> listed(String expert) {
    return chosen(expert, Map.of());
  }

  /** The same after a look at every byte. */
  List<ExpertRow> verified(String expert) {
    return chosen(
        expert,
        catalogue.verify().stream()
            .collect(Collectors.toMap(ExpertEntry::id, ExpertEntry::status)));
  }

  private List<ExpertRow> chosen(String expert, Map<String, String> checks) {
    List<ExpertRow> all = ExpertRow.of(catalogue.details(), checks);
    if (expert.isEmpty()) {
      return all;
    }
    List<ExpertRow> one = all.stream().filter(row -> row.entry().isCalled(expert)).toList();
    return one.isEmpty() ? List.of(row(catalogue.show(expert).entry())) : one;
  }

  /**
   * Writes an expert as one file.
   *
   * @throws IllegalArgumentException if a file is there that must not be replaced
   */
  ExpertRow exported(String expert, Path file, boolean replace, boolean picture) {
    if (Files.exists(file) && !replace) {
      throw new IllegalArgumentException(
          "file=%s is there already; choose another, or set replace=true".formatted(file));
    }
    catalogue.exportTo(expert, file, picture);
    return row(catalogue.show(expert).entry());
  }

  /** Takes an expert from a file; it keeps its own name if none is given. */
  ExpertRow imported(Path file, String name) {
    return row(catalogue.importFrom(file, Optional.of(name).filter(text -> !text.isEmpty())));
  }

  /** Gives an expert another name. */
  ExpertRow renamed(String expert, String name) {
    return row(catalogue.rename(expert, name));
  }

  /** Replaces the notes of an expert. */
  ExpertRow annotated(String expert, String notes) {
    return row(catalogue.annotate(expert, notes).entry());
  }

  /** Removes an expert for ever; tells of it as it was. */
  ExpertRow removed(String expert) {
    List<ExpertRow> before = ExpertRow.of(catalogue.details(), Map.of());
    ExpertEntry gone = catalogue.remove(expert);
    return before.stream().filter(row -> row.id().equals(gone.id())).findFirst().orElseThrow();
  }

  private ExpertRow row(ExpertEntry expert) {
    return new ExpertRow(expert, Optional.of(catalogue.show(expert.id())), Optional.empty());
  }
}
