package io.github.evosam.imagej.ui.session;

import io.github.evosam.imagej.image.StackPosition;
import io.github.evosam.imagej.interactive.AcceptedObject;
import io.github.evosam.imagej.result.LabelColours;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.swing.DefaultListCellRenderer;
import javax.swing.DefaultListModel;
import javax.swing.Icon;
import javax.swing.JList;

/** The accepted objects, each with its colour, number, area and slice or number of slices. */
final class ObjectList extends JList<ObjectList.Row> {
  private static final long serialVersionUID = 1L;

  private final DefaultListModel<Row> objects = new DefaultListModel<>();

  /**
   * One object.
   *
   * @param planes that it lies on, at least one
   */
  record Row(List<AcceptedObject> planes) {
    int label() {
      return planes.get(0).label();
    }

    /** As in {@code 7 1,024 px on 12 slices}. */
    String text(UnaryOperator<StackPosition> shown) {
      long area = planes.stream().mapToLong(object -> object.mask().areaPixels()).sum();
      StackPosition place = shown.apply(planes.get(0).position());
      String slice = place.equals(StackPosition.EVERYWHERE) ? "" : "   " + place;
      String where = planes.size() == 1 ? slice : "   on %d slices".formatted(planes.size());
      return "%d   %,d px%s".formatted(label(), area, where);
    }
  }

  /**
   * An empty list.
   *
   * @param shown what is to be said of the place of an object; nothing of "everywhere"
   */
  ObjectList(UnaryOperator<StackPosition> shown) {
    setModel(objects);
    setVisibleRowCount(6);
    setCellRenderer(new Renderer(shown));
    setToolTipText("Accepted objects; the same as in the label image and the ROI Manager");
  }

  /** Shows these objects; the selection stays as far as it can. */
  void show(List<AcceptedObject> all) {
    List<Row> now =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    AcceptedObject::label, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .map(Row::new)
            .toList();
    if (now.equals(java.util.Collections.list(objects.elements()))) {
      return;
    }
    Set<Integer> selected = selectedLabels();
    objects.clear();
    now.forEach(objects::addElement);
    for (int i = 0; i < now.size(); i++) {
      if (selected.contains(now.get(i).label())) {
        addSelectionInterval(i, i);
      }
    }
    ensureIndexIsVisible(now.size() - 1);
  }

  Set<Integer> selectedLabels() {
    return getSelectedValuesList().stream().map(Row::label).collect(Collectors.toSet());
  }

  private static final class Renderer extends DefaultListCellRenderer {
    private static final long serialVersionUID = 1L;

    private final transient UnaryOperator<StackPosition> shown;

    Renderer(UnaryOperator<StackPosition> shown) {
      this.shown = shown;
    }

    @Override
    public Component getListCellRendererComponent(
        JList<?> list, Object value, int index, boolean isSelected, boolean hasFocus) {
      super.getListCellRendererComponent(list, value, index, isSelected, hasFocus);
      Row object = (Row) value;
      setText(object.text(shown));
      setIcon(new Swatch(LabelColours.of(object.label())));
      return this;
    }
  }

  /**
   * A filled square.
   *
   * @param colour its colour
   */
  private record Swatch(Color colour) implements Icon {
    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
      graphics.setColor(colour);
      graphics.fillRect(x, y, getIconWidth(), getIconHeight());
    }

    @Override
    public int getIconWidth() {
      return 12;
    }

    @Override
    public int getIconHeight() {
      return 12;
    }
  }
}
