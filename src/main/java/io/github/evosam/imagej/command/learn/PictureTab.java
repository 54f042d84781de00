package io.github.evosam.imagej.command.learn;

import ij.ImagePlus;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import javax.swing.BorderFactory;
import javax.swing.ImageIcon;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** The pictures of a report, one at a time, with what is written above each. */
final class PictureTab extends JPanel {
  private static final long serialVersionUID = 1L;

  private final transient ImagePlus pictures;
  private final JLabel caption = new JLabel();
  private final JLabel picture = new JLabel();
  private final JButton previous = new JButton("Previous");
  private final JButton next = new JButton("Next");
  private int shown = 1;

  /** Looks through a stack whose slice labels are the captions. */
  PictureTab(ImagePlus pictures) {
    super(new BorderLayout(8, 8));
    this.pictures = pictures;
    setBorder(BorderFactory.createEmptyBorder(10, 10, 10, 10));
    previous.addActionListener(event -> turn(-1));
    next.addActionListener(event -> turn(1));
    JButton stack = new JButton("Open as stack");
    stack.addActionListener(event -> pictures.show());
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEADING, 6, 0));
    buttons.add(previous);
    buttons.add(next);
    buttons.add(stack);
    add(caption, BorderLayout.PAGE_START);
    add(picture, BorderLayout.CENTER);
    add(buttons, BorderLayout.PAGE_END);
    turn(0);
  }

  private void turn(int by) {
    int count = pictures.getStackSize();
    shown = Math.max(1, Math.min(count, shown + by));
    previous.setEnabled(shown > 1);
    next.setEnabled(shown < count);
    caption.setText(
        "%d of %d. %s".formatted(shown, count, pictures.getStack().getSliceLabel(shown)));
    picture.setIcon(new ImageIcon(pictures.getStack().getProcessor(shown).getBufferedImage()));
  }
}
