package io.github.evosam.imagej.ui.library;

import io.github.evosam.imagej.library.ModelRow;
import io.github.evosam.imagej.library.ModelRow.State;
import io.github.evosam.imagej.ui.library.RowTableModel.Column;
import java.awt.Color;
import java.awt.Component;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

  private static final Column<ModelRow> SIZE = column("Size", 80, ModelRow::size);
  private static final List<Column<ModelRow>> COLUMNS =
      List.of(
          column("Name", 130, ModelRow::name),
          column("Status", 150, ModelRow::status),
          column("Encoder", 90, ModelRow::encoder),
          column("Input", 60, ModelRow::input),
          SIZE,
          column("Hash", 310, ModelRow::checksum));

  private final RowTableModel<ModelRow> models;

  /** An empty table. */
  ModelTable() {
    this(new RowTableModel<>(COLUMNS, ModelRow::name));
  }

  private ModelTable(RowTableModel<ModelRow> models) {
    super(models);
    this.models = models;
    setName("models");
    setRowHeight(ROW_HEIGHT);
    setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    setDefaultRenderer(Object.class, new Text());
    models.arrange(this);
  }

  private static Column<ModelRow> column(
      String title, int widthPixels, Function<ModelRow, Object> value) {
    return new Column<>(title, Object.class, widthPixels, value);
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
    return models.tooltip(this, event);
  }

  /** Red for damaged models, grey for those that are not there yet. */
  private final class Text extends DefaultTableCellRenderer {
    private static final long serialVersionUID = 1L;

    @Override
    public Component getTableCellRendererComponent(
        JTable table, Object value, boolean isSelected, boolean hasFocus, int row, int column) {
      super.getTableCellRendererComponent(table, value, isSelected, hasFocus, row, column);
      setBorder(PADDING);
      boolean isSize = models.column(convertColumnIndexToModel(column)) == SIZE;
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
