package io.github.evosam.imagej.ui;

import io.github.evosam.imagej.library.ModelRow;
import java.util.List;
import javax.swing.table.AbstractTableModel;

/** The base models as a table. */
final class ModelTableModel extends AbstractTableModel {
  private static final long serialVersionUID = 1L;

  /** What a column shows. */
  enum Column {
    NAME("Name", 130),
    STATUS("Status", 150),
    ENCODER("Encoder", 90),
    INPUT("Input", 60),
    SIZE("Size", 80),
    HASH("Hash", 310);

    private final String title;
    private final int widthPixels;

    Column(String title, int widthPixels) {
      this.title = title;
      this.widthPixels = widthPixels;
    }

    int widthPixels() {
      return widthPixels;
    }
  }

  private transient List<ModelRow> rows = List.of();

  /** Shows these rows. */
  void show(List<ModelRow> now) {
    rows = List.copyOf(now);
    fireTableDataChanged();
  }

  ModelRow row(int index) {
    return rows.get(index);
  }

  /** The index of a model, or −1. */
  int index(String name) {
    return rows.stream().map(ModelRow::name).toList().indexOf(name);
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
  public Object getValueAt(int index, int column) {
    ModelRow row = rows.get(index);
    return switch (Column.values()[column]) {
      case NAME -> row.name();
      case STATUS -> row.status();
      case ENCODER -> row.encoder();
      case INPUT -> row.input();
      case SIZE -> row.size();
      case HASH -> row.checksum();
    };
  }
}
