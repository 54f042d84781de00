package io.github.evosam.imagej.ui.dialog;

import ij.IJ;
import io.github.evosam.EvoSamException;
import io.github.evosam.imagej.key.MacroKey;
import io.github.evosam.imagej.key.MacroKeys;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dialog;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;

/** The dialog of a command, made from its keys. */
public final class KeyDialog {
  private static final int MARGIN = 12;
  private static final int NEWS_WIDTH = 420;
  private static final int SCROLLBAR = 20;

  private final String title;
  private final MacroKeys keys;
  private final Object usual;
  private final Runnable check;
  private final KeyForm form = new KeyForm();
  private final JLabel news = new JLabel();
  private final JDialog dialog;
  private final JToggleButton more = new JToggleButton();
  private JPanel rare;
  private boolean answered;

  /**
   * A dialog that is not shown yet.
   *
   * @param heading what it says above its fields; may be empty
   * @param usual a command that nobody has told anything
   * @param check throws an IllegalArgumentException if the answers do not go together
   */
  public KeyDialog(String title, String heading, MacroKeys keys, Object usual, Runnable check) {
    this.title = title;
    this.keys = keys;
    this.usual = usual;
    this.check = check;
    dialog = new JDialog(IJ.getInstance(), title, Dialog.ModalityType.APPLICATION_MODAL);
    dialog.setName(title);
    if (!heading.isEmpty()) {
      JLabel line = new JLabel(wrapped(heading));
      line.setFont(line.getFont().deriveFont(Font.PLAIN));
      line.setBorder(BorderFactory.createEmptyBorder(0, 0, MARGIN, 0));
      dialog.add(line, BorderLayout.PAGE_START);
    }
    ((JPanel) dialog.getContentPane())
        .setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, MARGIN, MARGIN));
  }

  /** Gives a command what was chosen in its dialog the last time. */
  public static void remember(String title, MacroKeys keys, Object command) {
    new RememberedKeys(title, keys).fill(command);
  }

  /** A sentence about keys and values of a command, as its dialog calls them. */
  public static String inPlainWords(MacroKeys keys, String sentence) {
    return PlainWords.of(keys, sentence);
  }

  /**
   * Asks the user, and remembers the answer for the next time.
   *
   * @param command says what the fields hold at first, and gets the answer
   * @return whether the user has answered and not cancelled
   */
  public boolean ask(Object command) {
    try {
      if (SwingUtilities.isEventDispatchThread()) {
        show(command);
      } else {
        SwingUtilities.invokeAndWait(() -> show(command));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      dialog.dispose();
      return false;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("The dialog of " + title + " failed", e.getCause());
    }
    if (answered) {
      new RememberedKeys(title, keys).keep(command);
    }
    return answered;
  }

  private void show(Object command) {
    JPanel content = new JPanel();
    content.setLayout(new BoxLayout(content, BoxLayout.PAGE_AXIS));
    addLeft(content, form.panel(keys, command, key -> !key.isRare()));
    rare = form.panel(keys, command, MacroKey::isRare);
    if (rare != null) {
      addLeft(content, folding());
      addLeft(content, rare);
      fold(!isRareUsual(command));
    }
    form.refresh();
    JScrollPane scroll = new JScrollPane(content);
    scroll.setBorder(null);
    scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    scroll.getVerticalScrollBar().setUnitIncrement(16);
    dialog.add(scroll, BorderLayout.CENTER);
    dialog.add(bottom(command), BorderLayout.PAGE_END);
    pack();
    dialog.setLocationRelativeTo(null);
    dialog.setVisible(true);
  }

  private static void addLeft(JPanel content, JComponent part) {
    part.setAlignmentX(JComponent.LEFT_ALIGNMENT);
    content.add(part);
  }

  private boolean isRareUsual(Object command) {
    return keys.all().stream()
        .filter(MacroKey::isRare)
        .allMatch(key -> key.text(command).equals(key.text(usual)));
  }

  private JComponent folding() {
    more.setName("advanced");
    more.setBorderPainted(false);
    more.setContentAreaFilled(false);
    more.setFocusPainted(false);
    more.setBorder(BorderFactory.createEmptyBorder(MARGIN, 0, 4, 0));
    more.addActionListener(event -> fold(more.isSelected()));
    return more;
  }

  private void fold(boolean open) {
    more.setSelected(open);
    more.setText((open ? "▾" : "▸") + " Advanced");
    rare.setVisible(open);
    pack();
  }

  /** As high as it needs to be, but no higher than the screen, and on it. */
  private void pack() {
    dialog.pack();
    Rectangle screen = dialog.getGraphicsConfiguration().getBounds();
    int most = screen.height * 9 / 10;
    if (dialog.getHeight() > most) {
      dialog.setSize(dialog.getWidth() + SCROLLBAR, most);
    }
    int lowest = screen.y + screen.height - dialog.getHeight();
    dialog.setLocation(dialog.getX(), Math.max(screen.y, Math.min(dialog.getY(), lowest)));
  }

  private JComponent bottom(Object command) {
    news.setName("news");
    news.setForeground(new Color(0xB0, 0x20, 0x20));
    news.setBorder(BorderFactory.createEmptyBorder(MARGIN, 0, 0, 0));
    JButton help = button("Help", event -> KeyHelp.show(dialog, title, keys));
    JButton reset = button("Reset", event -> form.show(usual));
    reset.setToolTipText("What a macro means that gives no keys");
    JButton cancel = button("Cancel", event -> dialog.dispose());
    JButton ok = button("OK", event -> answer(command));
    dialog.getRootPane().setDefaultButton(ok);
    dialog
        .getRootPane()
        .registerKeyboardAction(
            event -> dialog.dispose(),
            KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
            JComponent.WHEN_IN_FOCUSED_WINDOW);
    JPanel left = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, 0));
    left.add(help);
    left.add(Box.createHorizontalStrut(6));
    left.add(reset);
    JPanel right = new JPanel(new FlowLayout(FlowLayout.TRAILING, 0, 0));
    right.add(cancel);
    right.add(Box.createHorizontalStrut(6));
    right.add(ok);
    JPanel buttons = new JPanel(new BorderLayout(24, 0));
    buttons.setBorder(BorderFactory.createEmptyBorder(MARGIN, 0, 0, 0));
    buttons.add(left, BorderLayout.LINE_START);
    buttons.add(right, BorderLayout.LINE_END);
    JPanel bottom = new JPanel(new BorderLayout());
    bottom.add(news, BorderLayout.CENTER);
    bottom.add(buttons, BorderLayout.PAGE_END);
    return bottom;
  }

  private static JButton button(String text, java.awt.event.ActionListener pressed) {
    JButton button = new JButton(text);
    button.setName(text);
    button.addActionListener(pressed);
    return button;
  }

  private void answer(Object command) {
    try {
      for (Map.Entry<MacroKey, KeyField> field : form.fields().entrySet()) {
        field.getKey().set(command, field.getValue().text().get());
      }
      check.run();
      answered = true;
      dialog.dispose();
    } catch (IllegalArgumentException | EvoSamException e) {
      news.setText(wrapped(PlainWords.of(keys, e.getMessage())));
      pack();
    }
  }

  private static String wrapped(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>");
    return "<html><div style='width:%dpx'>%s</div></html>".formatted(NEWS_WIDTH * 3 / 4, escaped);
  }
}
