package io.github.evosam.imagej.ui.dialog;

import io.github.evosam.imagej.key.MacroKey;
import io.github.evosam.imagej.key.MacroKeys;
import io.github.evosam.imagej.key.Shown;
import java.awt.Component;
import java.awt.Container;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.GridLayout;
import java.awt.Insets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.swing.JLabel;
import javax.swing.JPanel;

/**
 * The fields of a dialog: groups under headings, labels beside their fields, boxes to tick two in a
 * row. Fields that do not count, as other answers stand, are grey.
 */
final class KeyForm {
  private final Map<MacroKey, KeyField> fields = new LinkedHashMap<>();
  private final Map<MacroKey, JLabel> labels = new LinkedHashMap<>();

  /** A panel with those keys that fit, which hold what a command holds; null if there are none. */
  JPanel panel(MacroKeys keys, Object command, Predicate<MacroKey> fits) {
    JPanel panel = new JPanel(new GridBagLayout());
    keys.groups()
        .forEach(
            (heading, all) -> {
              List<MacroKey> some = all.stream().filter(fits).toList();
              if (!some.isEmpty()) {
                add(panel, heading, some, command);
              }
            });
    return panel.getComponentCount() == 0 ? null : panel;
  }

  private void add(JPanel panel, String heading, List<MacroKey> keys, Object command) {
    JLabel title = new JLabel(heading);
    title.setFont(title.getFont().deriveFont(Font.BOLD));
    panel.add(title, heading(panel.getComponentCount() == 0 ? 0 : 12));
    List<KeyField> flags = new ArrayList<>();
    for (MacroKey key : keys) {
      KeyField field = KeyFields.of(key, key.text(command), this::refresh);
      fields.put(key, field);
      if (key.isFlag()) {
        flags.add(field);
      } else {
        addFlags(panel, flags);
        panel.add(label(key, field), label());
        panel.add(field.component(), field(!key.isNumber()));
      }
    }
    addFlags(panel, flags);
  }

  private static void addFlags(JPanel panel, List<KeyField> flags) {
    if (!flags.isEmpty()) {
      JPanel row = new JPanel(new GridLayout(0, flags.size() > 2 ? 2 : 1, 12, 0));
      flags.forEach(flag -> row.add(flag.component()));
      panel.add(new JLabel(), label());
      panel.add(row, field(true));
      flags.clear();
    }
  }

  private JLabel label(MacroKey key, KeyField field) {
    JLabel label = new JLabel(key.label());
    label.setFont(label.getFont().deriveFont(Font.PLAIN));
    label.setLabelFor(field.component());
    label.setToolTipText(key.parameter().description());
    labels.put(key, label);
    return label;
  }

  private static GridBagConstraints heading(int above) {
    GridBagConstraints place = new GridBagConstraints();
    place.gridwidth = GridBagConstraints.REMAINDER;
    place.anchor = GridBagConstraints.LINE_START;
    place.insets = new Insets(above, 0, 4, 0);
    return place;
  }

  private static GridBagConstraints label() {
    GridBagConstraints place = new GridBagConstraints();
    place.anchor = GridBagConstraints.LINE_START;
    place.insets = new Insets(2, 12, 2, 10);
    return place;
  }

  private static GridBagConstraints field(boolean isWide) {
    GridBagConstraints place = new GridBagConstraints();
    place.gridwidth = GridBagConstraints.REMAINDER;
    place.anchor = GridBagConstraints.LINE_START;
    place.fill = isWide ? GridBagConstraints.HORIZONTAL : GridBagConstraints.NONE;
    place.weightx = 1;
    place.insets = new Insets(2, 0, 2, 0);
    return place;
  }

  /** The fields by their keys. */
  Map<MacroKey, KeyField> fields() {
    return fields;
  }

  /** Shows the values of a command. */
  void show(Object command) {
    fields.forEach((key, field) -> field.show().accept(key.text(command)));
    refresh();
  }

  /** Makes grey what does not count. */
  void refresh() {
    fields.forEach(
        (key, field) -> {
          boolean counts = counts(key);
          enable(field.component(), counts);
          if (labels.containsKey(key)) {
            labels.get(key).setEnabled(counts);
          }
        });
  }

  private boolean counts(MacroKey key) {
    String[] when = key.shown().map(Shown::when).orElse(new String[0]);
    return when.length == 0 || List.of(when).stream().anyMatch(this::holds);
  }

  private boolean holds(String condition) {
    String[] parts = condition.split("=", 2);
    return fields.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getKey().name().equals(parts[0])
                    && entry.getValue().text().get().equals(parts[1]));
  }

  private static void enable(Component component, boolean enabled) {
    component.setEnabled(enabled);
    if (component instanceof Container inside) {
      for (Component part : inside.getComponents()) {
        enable(part, enabled);
      }
    }
  }
}
