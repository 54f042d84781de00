package io.github.evosam.imagej.ui.library;

import java.util.List;
import java.util.function.Function;
import javax.swing.JTable;
import javax.swing.table.AbstractTableModel;

/**
 * A table whose rows are shown all at once, each known by a key.
 *
 * @param <R> what a row tells of
 */
abstract class RowTableModel<R> extends AbstractTableModel {
  private static final long serialVersionUID = 1L;

  /** What a column shows. */
  interface Column {
    /** What stands above it. */
    String title();

    /** Class of its values, by which they are drawn. */
    default Class<?> type() {
      return Object.class;
    }

    /** How wide it is at first. */
    int widthPixels();
  }

  private final transient Column[] columns;
  private final transient Function<R, String> key;
  private transient List<R> rows = List.of();

  /**
   * An empty table.
   *
   * @param key of a row, for ever the same
   */
  RowTableModel(Column[] columns, Function<R, String> key) {
    this.columns = columns.clone();
    this.key = key;
  }

  /** Shows these rows. */
  void show(List<R> now) {
    rows = List.copyOf(now);
    fireTableDataChanged();
  }

  R row(int index) {
    return rows.get(index);
  }

  /** The index of the row of a key, or −1. */
  int index(String wanted) {
    return rows.stream().map(key).toList().indexOf(wanted);
  }

  /** Gives a table of this model the columns' widths, in an order that stays. */
  void arrange(JTable table) {
    for (int i = 0; i < columns.length; i++) {
      table.getColumnModel().getColumn(i).setPreferredWidth(columns[i].widthPixels());
    }
    table.getTableHeader().setReorderingAllowed(false);
  }

  @Override
  public int getRowCount() {
    return rows.size();
  }

  @Override
  public int getColumnCount() {
    return columns.length;
  }

  @Override
  public String getColumnName(int column) {
    return columns[column].title();
  }

  @Override
  public Class<?> getColumnClass(int column) {
    return columns[column].type();
  }
}
