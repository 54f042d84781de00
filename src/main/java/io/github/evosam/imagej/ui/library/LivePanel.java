package io.github.evosam.imagej.ui.library;

import java.awt.BorderLayout;
import java.awt.Dimension;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JPanel;

/** What a {@link NamedFrame} shows: something on disk that others may change meanwhile. */
abstract class LivePanel extends JPanel {
  private static final long serialVersionUID = 1L;

  /** An empty panel. */
  LivePanel(Dimension size) {
    super(new BorderLayout(0, 6));
    setBorder(BorderFactory.createEmptyBorder(8, 8, 6, 8));
    setPreferredSize(size);
  }

  /** Looks for what has changed; returns at once. */
  abstract void refresh();

  /** Ends, when the window is closed. */
  abstract void close();

  /** A button that does something. */
  static JButton button(String text, String tooltip, Runnable action) {
    JButton button = new JButton(text);
    button.setToolTipText(tooltip);
    button.addActionListener(event -> action.run());
    return button;
  }
}
