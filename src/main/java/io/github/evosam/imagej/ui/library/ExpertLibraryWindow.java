package io.github.evosam.imagej.ui.library;

import io.github.evosam.engine.ExpertTrial;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.JFrame;
import javax.swing.Timer;

/**
 * {@code EvoSAM Expert Library}: the experts of the user or the lab. Others may change the library
 * at the same time; the table follows within two seconds.
 */
public final class ExpertLibraryWindow {
  /** Title and name of the window. */
  public static final String TITLE = "EvoSAM Expert Library";

  private static final int REFRESH_MILLIS = 2000;

  private ExpertLibraryWindow() {}

  /**
   * Opens the window, or brings it to the front. Returns at once.
   *
   * @throws IllegalArgumentException if there is no screen
   */
  public static void open() {
    NamedFrame.open(
        TITLE,
        () -> frame(ExpertTrial.Bench.ofUser()),
        "use EvoSAM Manage Experts, or 'experts' on the command line");
  }

  private static JFrame frame(ExpertTrial.Bench bench) {
    ExpertLibraryPanel panel = new ExpertLibraryPanel(bench);
    Timer refreshing = new Timer(REFRESH_MILLIS, event -> panel.session().refresh());
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
            refreshing.stop();
            panel.close();
          }
        });
    frame.pack();
    frame.setLocationByPlatform(true);
    panel.session().refresh();
    refreshing.start();
    return frame;
  }
}
