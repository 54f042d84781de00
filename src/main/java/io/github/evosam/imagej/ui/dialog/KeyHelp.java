package io.github.evosam.imagej.ui.dialog;

import io.github.evosam.imagej.key.MacroKey;
import io.github.evosam.imagej.key.MacroKeys;
import java.awt.Component;
import java.awt.Dimension;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.swing.JEditorPane;
import javax.swing.JOptionPane;
import javax.swing.JScrollPane;

/** What each field of a dialog means, and what a macro calls it. */
final class KeyHelp {
  private static final Dimension SIZE = new Dimension(560, 420);

  private KeyHelp() {}

  /** Shows the help until the user has read it. */
  static void show(Component dialog, String title, MacroKeys keys) {
    JEditorPane page = new JEditorPane("text/html", html(keys));
    page.setEditable(false);
    page.setCaretPosition(0);
    JScrollPane scroll = new JScrollPane(page);
    scroll.setPreferredSize(SIZE);
    JOptionPane.showMessageDialog(dialog, scroll, title + ": help", JOptionPane.PLAIN_MESSAGE);
  }

  /** The page. */
  static String html(MacroKeys keys) {
    StringBuilder page = new StringBuilder("<html><body style='font-family:sans-serif'>");
    for (Map.Entry<String, List<MacroKey>> group : keys.groups().entrySet()) {
      page.append("<h3>").append(escaped(group.getKey())).append("</h3>");
      group.getValue().forEach(key -> page.append("<p>").append(entry(key)).append("</p>"));
    }
    return page.append("</body></html>").toString();
  }

  private static String entry(MacroKey key) {
    String description = key.parameter().description();
    return "<b>%s</b>%s<br>In macros: <code>%s</code>%s"
        .formatted(
            escaped(key.label()),
            description.isEmpty() ? "" : ". " + escaped(description) + ".",
            key.name(),
            values(key));
  }

  private static String values(MacroKey key) {
    if (!key.choices().isEmpty()) {
      return ", " + choices(key);
    }
    return key.isFlag() || key.isNumber() ? ", " + escaped(key.allowed()) : "";
  }

  private static String choices(MacroKey key) {
    List<String> words = MacroKeys.words(key);
    List<String> choices = key.choices();
    return IntStream.range(0, choices.size())
        .mapToObj(
            i ->
                "<code>%s</code>".formatted(choices.get(i))
                    + (words.get(i).equals(choices.get(i))
                        ? ""
                        : " (" + escaped(words.get(i)) + ")"))
        .collect(Collectors.joining(", "));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
