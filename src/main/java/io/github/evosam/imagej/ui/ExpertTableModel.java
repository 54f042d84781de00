package io.github.evosam.imagej.ui;

import io.github.evosam.imagej.library.ExpertRow;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import javax.swing.table.AbstractTableModel;

/** The experts as a table; names can be edited. */
final class ExpertTableModel extends AbstractTableModel {
  private static final long serialVersionUID = 1L;

  /** What a column shows. */
  enum Column {
    PICTURE("", ExpertRow.class, 76),
    NAME("Name", String.class, 150),
    TASK("Task", String.class, 240),
    MODEL("Base model", String.class, 110),
    LEARNED("Learned", String.class, 90),
    DICE("Dice", Double.class, 60),
    SIZE("Size", Long.class, 75),
    STATUS("Status", String.class, 90);

    private final String title;
    private final Class<?> type;
    private final int widthPixels;

    Column(String title, Class<?> type, int widthPixels) {
      this.title = title;
      this.type = type;
      this.widthPixels = widthPixels;
    }

    int widthPixels() {
      return widthPixels;
    }
  }

  private final transient BiConsumer<ExpertRow, String> renamed;
  private transient List<ExpertRow> rows = List.of();

  /** An empty table. */
  ExpertTableModel(BiConsumer<ExpertRow, String> renamed) {
    this.renamed = renamed;
  }

  /** Shows these rows. */
  void show(List<ExpertRow> now) {
    rows = List.copyOf(now);
    fireTableDataChanged();
  }

  ExpertRow row(int index) {
    return rows.get(index);
  }

  /** The index of an expert, or −1. */
  int index(String id) {
    return rows.stream().map(ExpertRow::id).toList().indexOf(id);
  }

  @Override
  public int getRowCount() {
    return rows.size();
  }

  @Override
  public int getColumnCount() {
    return Column.values().length;
  }

  @Override
  public String getColumnName(int column) {
    return Column.values()[column].title;
  }

  @Override
  public Class<?> getColumnClass(int column) {
    return Column.values()[column].type;
  }

  @Override
  public Object getValueAt(int index, int column) {
    ExpertRow row = rows.get(index);
    return switch (Column.values()[column]) {
      case PICTURE -> row;
      case NAME -> row.name();
      case TASK -> row.task();
      case MODEL -> row.entry().baseModel();
      case LEARNED -> row.day();
      case DICE -> row.dice();
      case SIZE -> row.entry().bytes();
      case STATUS -> row.status();
    };
  }

  @Override
  public boolean isCellEditable(int row, int column) {
    return Column.values()[column] == Column.NAME && rows.get(row).isUsable();
  }

  @Override
  public void setValueAt(Object value, int index, int column) {
    if (!rows.get(index).name().equals(value)) {
      renamed.accept(rows.get(index), value.toString());
    }
  }

  /** More about a cell than there is room for; null for nothing. */
  String tooltip(int index, int column) {
    ExpertRow row = rows.get(index);
    String text =
        switch (Column.values()[column]) {
          case PICTURE, SIZE -> "";
          case NAME -> row.isUsable() ? row.name() + " (double click to rename)" : row.name();
          case DICE ->
              row.details()
                  .map(d -> dice("No prompt", d.promptless()) + dice("; boxes", d.prompted()))
                  .orElse("");
          case STATUS -> row.problem().orElse(row.status());
          default -> getValueAt(index, column).toString();
        };
    return text.isBlank() ? null : text;
  }

  private static String dice(
      String how, java.util.Optional<io.github.evosam.engine.ExpertDetails.Change> change) {
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
}
