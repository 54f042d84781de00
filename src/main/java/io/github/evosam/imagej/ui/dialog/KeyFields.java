package io.github.evosam.imagej.ui.dialog;

import io.github.evosam.imagej.key.MacroKey;
import io.github.evosam.imagej.key.Offer;
import io.github.evosam.imagej.key.Shown;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Font;
import java.io.File;
import java.util.List;
import java.util.Map;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.text.JTextComponent;
import org.scijava.widget.FileWidget;

/** Makes the field that suits a key. Each is named as the key. */
final class KeyFields {
  private static final int NUMBER_COLUMNS = 6;
  private static final int TEXT_COLUMNS = 16;
  private static final int PATH_COLUMNS = 28;
  private static final int WIDEST_CHOICE = 320;

  private KeyFields() {}

  /**
   * The field of a key.
   *
   * @param value that it holds at first
   * @param changed called when the user has chosen something
   */
  static KeyField of(MacroKey key, String value, Runnable changed) {
    KeyField field = made(key, value, changed);
    field.show().accept(value);
    return field;
  }

  private static KeyField made(MacroKey key, String value, Runnable changed) {
    if (key.isFlag()) {
      return flag(key);
    }
    Map<String, String> offered = Offers.of(key, value);
    if (key.shown().map(Shown::offer).orElse(Offer.NOTHING) == Offer.IMAGES_OR_PATH) {
      return imageOrPath(key, offered);
    }
    if (!offered.isEmpty()) {
      return choice(key, offered, changed);
    }
    return isPath(key) ? path(key) : text(key);
  }

  private static boolean isPath(MacroKey key) {
    return List.of(FileWidget.DIRECTORY_STYLE, FileWidget.OPEN_STYLE, FileWidget.SAVE_STYLE)
        .contains(key.parameter().style());
  }

  private static KeyField flag(MacroKey key) {
    JCheckBox box = named(new JCheckBox(key.label()), key);
    return new KeyField(
        box,
        () -> Boolean.toString(box.isSelected()),
        text -> box.setSelected(Boolean.parseBoolean(text)));
  }

  private static KeyField choice(MacroKey key, Map<String, String> offered, Runnable changed) {
    List<String> values = List.copyOf(offered.keySet());
    JComboBox<String> box = named(new JComboBox<>(offered.values().toArray(String[]::new)), key);
    box.addActionListener(event -> changed.run());
    limit(box);
    return new KeyField(
        box,
        () -> box.getSelectedIndex() < 0 ? "" : values.get(box.getSelectedIndex()),
        text -> {
          if (values.contains(text)) {
            box.setSelectedIndex(values.indexOf(text));
          }
        });
  }

  private static KeyField text(MacroKey key) {
    JTextField field = named(new JTextField(key.isNumber() ? NUMBER_COLUMNS : TEXT_COLUMNS), key);
    return new KeyField(field, field::getText, field::setText);
  }

  private static KeyField path(MacroKey key) {
    JTextField field = named(new JTextField(PATH_COLUMNS), key);
    return new KeyField(withBrowse(field, field, key), field::getText, field::setText);
  }

  private static KeyField imageOrPath(MacroKey key, Map<String, String> offered) {
    JComboBox<String> box = named(new JComboBox<>(offered.values().toArray(String[]::new)), key);
    box.setEditable(true);
    limit(box);
    JTextComponent editor = (JTextComponent) box.getEditor().getEditorComponent();
    return new KeyField(withBrowse(box, editor, key), editor::getText, box::setSelectedItem);
  }

  private static <C extends JComponent> C named(C component, MacroKey key) {
    component.setName(key.name());
    component.setToolTipText(key.parameter().description());
    component.setFont(component.getFont().deriveFont(Font.PLAIN));
    return component;
  }

  /** A long name must not make the dialog as wide as the screen. */
  private static void limit(JComboBox<String> box) {
    Dimension size = box.getPreferredSize();
    box.setPreferredSize(new Dimension(Math.min(size.width, WIDEST_CHOICE), size.height));
  }

  private static JComponent withBrowse(JComponent field, JTextComponent path, MacroKey key) {
    JButton browse = new JButton("Browse…");
    browse.setName(key.name() + ".browse");
    browse.addActionListener(event -> browse(path, key));
    JPanel both = new JPanel(new BorderLayout(4, 0));
    both.setOpaque(false);
    both.add(field, BorderLayout.CENTER);
    both.add(browse, BorderLayout.LINE_END);
    return both;
  }

  private static void browse(JTextComponent path, MacroKey key) {
    String style = key.parameter().style();
    JFileChooser chooser = new JFileChooser();
    chooser.setDialogTitle(key.label());
    chooser.setFileSelectionMode(
        style.equals(FileWidget.DIRECTORY_STYLE)
            ? JFileChooser.DIRECTORIES_ONLY
            : style.isEmpty() ? JFileChooser.FILES_AND_DIRECTORIES : JFileChooser.FILES_ONLY);
    if (!path.getText().isBlank()) {
      chooser.setSelectedFile(new File(path.getText().trim()));
    }
    int answer =
        style.equals(FileWidget.SAVE_STYLE)
            ? chooser.showSaveDialog(path)
            : chooser.showDialog(path, "Choose");
    if (answer == JFileChooser.APPROVE_OPTION) {
      path.setText(chooser.getSelectedFile().getPath());
    }
  }
}
