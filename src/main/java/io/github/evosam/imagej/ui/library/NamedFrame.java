package io.github.evosam.imagej.ui.library;

import java.awt.GraphicsEnvironment;
import java.awt.Window;
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
   * @param name of the frame
   * @param made makes the frame, on the event thread
   * @param without what to do where there is no screen, for the message
   * @throws IllegalArgumentException if there is no screen
   */
  static void open(String name, Supplier<JFrame> made, String without) {
    if (GraphicsEnvironment.isHeadless()) {
      throw new IllegalArgumentException(
          "'%s' is a window, and there is no screen; %s".formatted(name, without));
    }
    SwingUtilities.invokeLater(
        () ->
            find(name)
                .ifPresentOrElse(
                    JFrame::toFront,
                    () -> {
                      JFrame frame = made.get();
                      frame.setName(name);
                      frame.setVisible(true);
                    }));
  }

  private static Optional<JFrame> find(String name) {
    return Arrays.stream(Window.getWindows())
        .filter(window -> window.isDisplayable() && name.equals(window.getName()))
        .filter(JFrame.class::isInstance)
        .map(JFrame.class::cast)
        .findFirst();
  }
}
