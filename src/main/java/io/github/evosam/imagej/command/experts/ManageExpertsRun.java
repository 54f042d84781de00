package io.github.evosam.imagej.command.experts;

import ij.IJ;
import ij.measure.ResultsTable;
import io.github.evosam.engine.expert.ExpertCatalogue;
import io.github.evosam.engine.expert.ExpertEntry;
import io.github.evosam.imagej.key.MacroChoice;
import io.github.evosam.imagej.library.ExpertRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One run of {@code EvoSAM Manage Experts}.
 *
 * @param experts that it was about
 */
record ManageExpertsRun(List<ExpertRow> experts) {

  /**
   * Does what is asked. Each expert that it was about gets a row in the Results table.
   *
   * @throws IllegalArgumentException if a file must not be replaced
   * @throws io.github.evosam.EvoSamException if the library or a file cannot be used
   */
  static ManageExpertsRun of(ManageExpertsSettings asked) {
    List<ExpertRow> experts = new Work(ExpertCatalogue.ofUser(), asked).done();
    ResultsTable table = ResultsTable.getResultsTable();
    experts.forEach(expert -> append(table, asked, expert));
    table.show("Results");
    IJ.log(
        "%s, %s: %s"
            .formatted(
                ManageExpertsCommand.TITLE, MacroChoice.value(asked.action()), sentence(experts)));
    return new ManageExpertsRun(experts);
  }

  /** Number of experts that cannot be used, or are not as they were saved. */
  int failures() {
    return (int) experts.stream().filter(expert -> expert.problem().isPresent()).count();
  }

  private static void append(ResultsTable table, ManageExpertsSettings asked, ExpertRow expert) {
    table.addRow();
    table.addValue("Action", MacroChoice.value(asked.action()));
    table.addValue("Expert", expert.name());
    table.addValue("Id", expert.id());
    table.addValue("Base model", expert.entry().baseModel());
    table.addValue("Created", expert.entry().created());
    table.addValue("Dice", expert.dice());
    table.addValue("Bytes", expert.entry().bytes());
    table.addValue("Notes", expert.notes());
    boolean gone = asked.action() == ExpertAction.REMOVE;
    table.addValue("Status", gone ? "removed" : expert.status());
    table.addValue("Error", gone ? "" : expert.problem().orElse(""));
  }

  private static String sentence(List<ExpertRow> experts) {
    return experts.size() == 1 ? experts.get(0).name() : experts.size() + " experts";
  }

  /**
   * The work.
   *
   * @param catalogue of the user
   * @param asked what to do
   */
  private record Work(ExpertCatalogue catalogue, ManageExpertsSettings asked) {
    List<ExpertRow> done() {
      return switch (asked.action()) {
        case LIST -> chosen(Map.of());
        case VERIFY -> chosen(checks());
        case EXPORT -> List.of(exported());
        case IMPORT -> List.of(imported());
        case RENAME -> List.of(row(catalogue.rename(asked.expert(), asked.name())));
        case ANNOTATE -> List.of(row(catalogue.annotate(asked.expert(), asked.notes()).entry()));
        case REMOVE -> List.of(removed());
      };
    }

    private Map<String, String> checks() {
      return catalogue.verify().stream()
          .collect(Collectors.toMap(ExpertEntry::id, ExpertEntry::status));
    }

    /** The expert that is asked about, or all. */
    private List<ExpertRow> chosen(Map<String, String> checks) {
      List<ExpertRow> all = ExpertRow.of(catalogue.details(), checks);
      if (asked.expert().isEmpty()) {
        return all;
      }
      List<ExpertRow> one =
          all.stream().filter(expert -> expert.entry().isCalled(asked.expert())).toList();
      return one.isEmpty() ? List.of(row(catalogue.show(asked.expert()).entry())) : one;
    }

    private ExpertRow exported() {
      Path file = Path.of(asked.file());
      if (Files.exists(file) && !asked.replace()) {
        throw new IllegalArgumentException(
            "file=%s is there already; choose another, or set replace=true".formatted(file));
      }
      catalogue.exportTo(asked.expert(), file, asked.picture());
      return row(catalogue.show(asked.expert()).entry());
    }

    private ExpertRow imported() {
      Optional<String> name = Optional.of(asked.name()).filter(text -> !text.isEmpty());
      return row(catalogue.importFrom(Path.of(asked.file()), name));
    }

    /** The expert as it was. */
    private ExpertRow removed() {
      List<ExpertRow> before = ExpertRow.of(catalogue.details(), Map.of());
      ExpertEntry gone = catalogue.remove(asked.expert());
      return before.stream().filter(row -> row.id().equals(gone.id())).findFirst().orElseThrow();
    }

    private ExpertRow row(ExpertEntry expert) {
      return new ExpertRow(expert, Optional.of(catalogue.show(expert.id())), Optional.empty());
    }
  }
}
