package io.github.evosam.imagej.ui.library;

import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;

/** Windows of which there is one at a time, told by their name. */
final class NamedFrame {
  private NamedFrame() {}

  /**
   * Brings the window to the front that is open, or makes one. Returns at once.
   *
   * @param name of the frame, and its title
   * @param made makes what it shows, on the event thread; refreshed whenever the window is
   *     activated
   * @param without what to do where there is no screen, for the message
   * @throws IllegalArgumentException if there is no screen
   */
  static void open(String name, Supplier<? extends LivePanel> made, String without) {
    if (GraphicsEnvironment.isHeadless()) {
      throw new IllegalArgumentException(
          "'%s' is a window, and there is no screen; %s".formatted(name, without));
    }
    SwingUtilities.invokeLater(
        () ->
            find(name)
                .ifPresentOrElse(JFrame::toFront, () -> frame(name, made.get()).setVisible(true)));
  }

  private static JFrame frame(String name, LivePanel panel) {
    JFrame frame = new JFrame(name);
    frame.setName(name);
    frame.setContentPane(panel);
    frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowActivated(WindowEvent event) {
            panel.refresh();
          }

          @Override
          public void windowClosed(WindowEvent event) {
            panel.close();
          }
        });
    frame.pack();
    frame.setLocationByPlatform(true);
    panel.refresh();
    return frame;
  }

  private static Optional<JFrame> find(String name) {
    return Arrays.stream(Window.getWindows())
        .filter(window -> window.isDisplayable() && name.equals(window.getName()))
        .filter(JFrame.class::isInstance)
        .map(JFrame.class::cast)
        .findFirst();
  }
}
