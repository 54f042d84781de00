package io.github.evosam.imagej.ui.library;

import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.JFrame;

/** {@code EvoSAM Models}: the base models that are there, and those that can be installed. */
public final class ModelsWindow {
  /** Title and name of the window. */
  public static final String TITLE = "EvoSAM Models";

  private ModelsWindow() {}

  /**
   * Opens the window, or brings it to the front. Returns at once. Closing it stops a download.
   *
   * @throws IllegalArgumentException if there is no screen
   */
  public static void open() {
    NamedFrame.open(
        TITLE,
        () -> frame(ModelsPanel.ofUser()),
        "use EvoSAM Manage Models, or 'models' on the command line");
  }

  private static JFrame frame(ModelsPanel panel) {
    JFrame frame = new JFrame(TITLE);
    frame.setContentPane(panel);
    frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowActivated(WindowEvent event) {
            panel.session().refresh();
          }

          @Override
          public void windowClosed(WindowEvent event) {
            panel.session().close();
          }
        });
    frame.pack();
    frame.setLocationByPlatform(true);
    panel.session().refresh();
    return frame;
  }
}
