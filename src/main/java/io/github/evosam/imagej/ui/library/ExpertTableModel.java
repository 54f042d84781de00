package io.github.evosam.imagej.ui.library;

import io.github.evosam.imagej.library.ExpertRow;
import java.util.Locale;
import java.util.function.BiConsumer;

/** The experts as a table; names can be edited. */
final class ExpertTableModel extends RowTableModel<ExpertRow> {
  private static final long serialVersionUID = 1L;

  /** What a column shows. */
  enum Column implements RowTableModel.Column {
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

    @Override
    public String title() {
      return title;
    }

    @Override
    public Class<?> type() {
      return type;
    }

    @Override
    public int widthPixels() {
      return widthPixels;
    }
  }

  private final transient BiConsumer<ExpertRow, String> renamed;

  /** An empty table. */
  ExpertTableModel(BiConsumer<ExpertRow, String> renamed) {
    super(Column.values(), ExpertRow::id);
    this.renamed = renamed;
  }

  @Override
  public Object getValueAt(int index, int column) {
    ExpertRow row = row(index);
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
  public boolean isCellEditable(int index, int column) {
    return Column.values()[column] == Column.NAME && row(index).isUsable();
  }

  @Override
  public void setValueAt(Object value, int index, int column) {
    if (!row(index).name().equals(value)) {
      renamed.accept(row(index), value.toString());
    }
  }

  /** More about a cell than there is room for; null for nothing. */
  String tooltip(int index, int column) {
    ExpertRow row = row(index);
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
      String how, java.util.Optional<io.github.evosam.engine.expert.ExpertDetails.Change> change) {
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
