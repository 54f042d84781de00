package io.github.evosam.imagej.ui.library;

import io.github.evosam.engine.expert.ExpertDetails.Change;
import io.github.evosam.imagej.library.ExpertRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The experts as a table; names can be edited. */
final class ExpertTableModel extends RowTableModel<ExpertRow> {
  private static final long serialVersionUID = 1L;

  static final Column<ExpertRow> PICTURE =
      new Column<>("", ExpertRow.class, 76, row -> row, row -> "");
  static final Column<ExpertRow> NAME =
      new Column<>(
          "Name",
          String.class,
          150,
          ExpertRow::name,
          row -> row.isUsable() ? row.name() + " (double click to rename)" : row.name());
  private static final List<Column<ExpertRow>> COLUMNS =
      List.of(
          PICTURE,
          NAME,
          new Column<>("Task", String.class, 240, ExpertRow::task),
          new Column<>("Base model", String.class, 110, row -> row.entry().baseModel()),
          new Column<>("Learned", String.class, 90, ExpertRow::day),
          new Column<>("Dice", Double.class, 60, ExpertRow::dice, ExpertTableModel::dice),
          new Column<>("Size", Long.class, 75, row -> row.entry().bytes(), row -> ""),
          new Column<>(
              "Status",
              String.class,
              90,
              ExpertRow::status,
              row -> row.problem().orElse(row.status())));

  private final transient BiConsumer<ExpertRow, String> renamed;

  /** An empty table. */
  ExpertTableModel(BiConsumer<ExpertRow, String> renamed) {
    super(COLUMNS, ExpertRow::id);
    this.renamed = renamed;
  }

  private static String dice(ExpertRow row) {
    return row.details()
        .map(d -> dice("No prompt", d.promptless()) + dice("; boxes", d.prompted()))
        .orElse("");
  }

  private static String dice(String how, Optional<Change> change) {
    return change
        .map(
            c ->
                String.format(
                    Locale.ROOT,
                    "%s: %.3f before learning, %.3f after",
                    how,
                    c.diceBefore(),
                    c.diceAfter()))
        .orElse("");
  }

  @Override
  public boolean isCellEditable(int index, int column) {
    return column(column) == NAME && row(index).isUsable();
  }

  @Override
  public void setValueAt(Object value, int index, int column) {
    if (!row(index).name().equals(value)) {
      renamed.accept(row(index), value.toString());
    }
  }
}
