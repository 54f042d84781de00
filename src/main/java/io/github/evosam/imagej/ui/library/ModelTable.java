package io.github.evosam.imagej.ui.library;

import io.github.evosam.imagej.library.ModelRow;
import io.github.evosam.imagej.library.ModelRow.State;
import io.github.evosam.imagej.ui.library.ModelTableModel.Column;
import java.awt.Color;
import java.awt.Component;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.border.Border;
import javax.swing.table.DefaultTableCellRenderer;

/** The table of base models. */
public final class ModelTable extends JTable {
  private static final long serialVersionUID = 1L;
  private static final int ROW_HEIGHT = 24;
  private static final Color DAMAGED = new Color(0xB00020);
  private static final Color ABSENT = Color.GRAY;
  private static final Border PADDING = BorderFactory.createEmptyBorder(0, 6, 0, 6);

  private final ModelTableModel models;

  /** An empty table. */
  ModelTable() {
    super(new ModelTableModel());
    models = (ModelTableModel) getModel();
    setName("models");
    setRowHeight(ROW_HEIGHT);
    setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    setDefaultRenderer(Object.class, new Text());
    models.arrange(this);
  }

  /** Shows these rows; the selection stays if it can. */
  void show(List<ModelRow> rows) {
    Optional<String> selected = selected().map(ModelRow::name);
    models.show(rows);
    selected.map(models::index).filter(index -> index >= 0).ifPresent(this::select);
  }

  private void select(int row) {
    setRowSelectionInterval(row, row);
  }

  /** The selected model. */
  Optional<ModelRow> selected() {
    int row = getSelectedRow();
    return row < 0 || row >= models.getRowCount() ? Optional.empty() : Optional.of(models.row(row));
  }

  @Override
  public String getToolTipText(MouseEvent event) {
    int row = rowAtPoint(event.getPoint());
    int column = columnAtPoint(event.getPoint());
    String text = row < 0 || column < 0 ? "" : getValueAt(row, column).toString();
    return text.isEmpty() ? null : text;
  }

  /** Red for damaged models, grey for those that are not there yet. */
  private final class Text extends DefaultTableCellRenderer {
    private static final long serialVersionUID = 1L;

    @Override
    public Component getTableCellRendererComponent(
        JTable table, Object value, boolean isSelected, boolean hasFocus, int row, int column) {
      super.getTableCellRendererComponent(table, value, isSelected, hasFocus, row, column);
      setBorder(PADDING);
      boolean isSize = convertColumnIndexToModel(column) == Column.SIZE.ordinal();
      setHorizontalAlignment(isSize ? SwingConstants.TRAILING : SwingConstants.LEADING);
      if (!isSelected) {
        State state = models.row(row).state();
        setForeground(
            state == State.DAMAGED
                ? DAMAGED
                : state == State.KNOWN ? ABSENT : table.getForeground());
      }
      return this;
    }
  }
}
