package io.github.evosam.imagej.ui.library;

import io.github.evosam.imagej.library.ModelRow;

/** The base models as a table. */
final class ModelTableModel extends RowTableModel<ModelRow> {
  private static final long serialVersionUID = 1L;

  /** What a column shows. */
  enum Column implements RowTableModel.Column {
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

    @Override
    public String title() {
      return title;
    }

    @Override
    public int widthPixels() {
      return widthPixels;
    }
  }

  /** An empty table. */
  ModelTableModel() {
    super(Column.values(), ModelRow::name);
  }

  @Override
  public Object getValueAt(int index, int column) {
    ModelRow row = row(index);
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
