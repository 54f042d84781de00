package io.github.evosam.imagej.ui.library;

import io.github.evosam.imagej.library.ExpertRow;
import java.awt.Color;
import java.awt.Component;
import java.awt.event.MouseEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javax.swing.BorderFactory;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.border.Border;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.TableRowSorter;

/** The table of experts. While a name is being edited, news of the library wait. */
public final class ExpertTable extends JTable {
  private static final long serialVersionUID = 1L;
  private static final int ROW_HEIGHT = ThumbnailIcons.SIDE + 6;
  private static final Color DAMAGED = new Color(0xB00020);
  private static final Border PADDING = BorderFactory.createEmptyBorder(0, 6, 0, 6);

  private final ExpertTableModel experts;
  private transient Optional<List<ExpertRow>> waiting = Optional.empty();

  /** An empty table. */
  ExpertTable(
      Function<String, Optional<byte[]>> thumbnails, BiConsumer<ExpertRow, String> renamed) {
    super(new ExpertTableModel(renamed));
    experts = (ExpertTableModel) getModel();
    setName("experts");
    setRowHeight(ROW_HEIGHT);
    setAutoCreateRowSorter(true);
    setSelectionMode(ListSelectionModel.MULTIPLE_INTERVAL_SELECTION);
    setFillsViewportHeight(true); // so that an empty table, too, takes what is dropped
    setDefaultRenderer(ExpertRow.class, new ThumbnailIcons(thumbnails));
    setDefaultRenderer(String.class, new Text(value -> value.toString(), SwingConstants.LEADING));
    setDefaultRenderer(Double.class, new Text(ExpertTable::dice, SwingConstants.TRAILING));
    setDefaultRenderer(
        Long.class, new Text(v -> ExpertRow.size((Long) v), SwingConstants.TRAILING));
    experts.arrange(this);
    getColumnModel().getColumn(0).setMaxWidth(ExpertTableModel.PICTURE.widthPixels());
    getColumnModel().getColumn(0).setMinWidth(ExpertTableModel.PICTURE.widthPixels());
    ((TableRowSorter<?>) getRowSorter()).setSortable(0, false);
  }

  private static String dice(Object value) {
    return Double.isNaN((Double) value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** Shows these rows; the selection stays as far as it can. */
  void show(List<ExpertRow> rows) {
    if (isEditing()) {
      waiting = Optional.of(rows);
      return;
    }
    List<String> selected = selected().stream().map(ExpertRow::id).toList();
    selectionModel.setValueIsAdjusting(true);
    experts.show(rows);
    select(selected);
    selectionModel.setValueIsAdjusting(false);
  }

  /** Selects these experts, as far as they are there. */
  void select(List<String> ids) {
    clearSelection();
    ids.stream()
        .mapToInt(experts::index)
        .filter(index -> index >= 0)
        .map(this::convertRowIndexToView)
        .forEach(row -> addRowSelectionInterval(row, row));
  }

  /** The selected experts, as they are ordered in the table. */
  List<ExpertRow> selected() {
    return Arrays.stream(getSelectedRows())
        .map(this::convertRowIndexToModel)
        .filter(index -> index < experts.getRowCount())
        .mapToObj(experts::row)
        .toList();
  }

  /** Begins to edit the name of the selected expert. */
  void editName() {
    int column = columnModel.getColumnIndex(ExpertTableModel.NAME.title());
    if (getSelectedRow() >= 0 && editCellAt(getSelectedRow(), column)) {
      getEditorComponent().requestFocusInWindow();
    }
  }

  @Override
  public void removeEditor() {
    super.removeEditor();
    Optional<List<ExpertRow>> news = waiting;
    waiting = Optional.empty();
    news.ifPresent(this::show);
  }

  @Override
  public String getToolTipText(MouseEvent event) {
    return experts.tooltip(this, event);
  }

  /** A line of text; red in the rows of experts that something is wrong with. */
  private final class Text extends DefaultTableCellRenderer {
    private static final long serialVersionUID = 1L;

    private final transient Function<Object, String> text;

    Text(Function<Object, String> text, int alignment) {
      this.text = text;
      setHorizontalAlignment(alignment);
    }

    @Override
    public Component getTableCellRendererComponent(
        JTable table, Object value, boolean isSelected, boolean hasFocus, int row, int column) {
      super.getTableCellRendererComponent(
          table, text.apply(value), isSelected, hasFocus, row, column);
      setBorder(PADDING);
      boolean isDamaged = experts.row(convertRowIndexToModel(row)).problem().isPresent();
      if (!isSelected) {
        setForeground(isDamaged ? DAMAGED : table.getForeground());
      }
      return this;
    }
  }
}
