package io.github.evosam.imagej.ui.library;

import java.awt.event.MouseEvent;
import java.util.List;
import java.util.function.Function;
import javax.swing.JTable;
import javax.swing.table.AbstractTableModel;

/**
 * A table whose rows are shown all at once, each known by a key.
 *
 * @param <R> what a row tells of
 */
class RowTableModel<R> extends AbstractTableModel {
  private static final long serialVersionUID = 1L;

  /**
   * A column.
   *
   * @param title what stands above it
   * @param type class of its values, by which they are drawn
   * @param widthPixels how wide it is at first
   * @param value what it shows of a row
   * @param tooltip more about that than there is room for; blank for nothing
   */
  record Column<R>(
      String title,
      Class<?> type,
      int widthPixels,
      Function<R, Object> value,
      Function<R, String> tooltip) {
    /** A column whose tooltips show the values in full. */
    Column(String title, Class<?> type, int widthPixels, Function<R, Object> value) {
      this(title, type, widthPixels, value, row -> value.apply(row).toString());
    }
  }

  private final transient List<Column<R>> columns;
  private final transient Function<R, String> key;
  private transient List<R> rows = List.of();

  /**
   * An empty table.
   *
   * @param key of a row, for ever the same
   */
  RowTableModel(List<Column<R>> columns, Function<R, String> key) {
    this.columns = columns;
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

  Column<R> column(int index) {
    return columns.get(index);
  }

  /** Gives a table of this model the columns' widths, in an order that stays. */
  void arrange(JTable table) {
    for (int i = 0; i < columns.size(); i++) {
      table.getColumnModel().getColumn(i).setPreferredWidth(column(i).widthPixels());
    }
    table.getTableHeader().setReorderingAllowed(false);
  }

  /** More about the cell under the mouse, if there is anything; null for nothing. */
  String tooltip(JTable table, MouseEvent event) {
    int row = table.rowAtPoint(event.getPoint());
    int column = table.columnAtPoint(event.getPoint());
    if (row < 0 || column < 0) {
      return null;
    }
    R shown = row(table.convertRowIndexToModel(row));
    String text = column(table.convertColumnIndexToModel(column)).tooltip().apply(shown);
    return text.isBlank() ? null : text;
  }

  @Override
  public Object getValueAt(int index, int column) {
    return column(column).value().apply(row(index));
  }

  @Override
  public int getRowCount() {
    return rows.size();
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public String getColumnName(int column) {
    return column(column).title();
  }

  @Override
  public Class<?> getColumnClass(int column) {
    return column(column).type();
  }
}
