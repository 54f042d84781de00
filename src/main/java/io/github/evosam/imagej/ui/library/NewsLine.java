package io.github.evosam.imagej.ui.library;

import java.awt.Color;
import java.awt.Font;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JTextArea;

/** Two lines of a window that say what is or was done, or in red what is wrong or was not. */
public final class NewsLine extends JTextArea {
  private static final long serialVersionUID = 1L;
  private static final Color REFUSAL = new Color(0xB00020);

  NewsLine() {
    super(2, 40);
    setEditable(false);
    setFocusable(false);
    setLineWrap(true);
    setWrapStyleWord(true);
    setOpaque(false);
    setFont(new JLabel().getFont().deriveFont(Font.PLAIN));
    setBorder(BorderFactory.createEmptyBorder(2, 2, 2, 2));
  }

  /** Says what was done. */
  void say(String news) {
    show(news, Color.DARK_GRAY);
  }

  /** Says what was not done. */
  void refuse(String reason) {
    show(reason, REFUSAL);
  }

  private void show(String text, Color colour) {
    setForeground(colour);
    setText(text);
    setToolTipText(text.isEmpty() ? null : text); // it may be longer than two lines
  }
}
