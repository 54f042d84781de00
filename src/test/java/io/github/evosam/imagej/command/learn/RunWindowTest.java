package io.github.evosam.imagej.command.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.IJ;
import io.github.evosam.imagej.ui.Screen;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.util.List;
import java.util.Optional;
import javax.swing.JLabel;
import javax.swing.JTabbedPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real window; needs a display. */
class RunWindowTest {
  private static final String TITLE = "EvoSAM Learn Task: squares";

  @BeforeEach
  void needsADisplay() {
    assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
  }

  @Test
  void stoppingIsSaidAtOnceAndThenTheReportIsThere() throws Exception {
    RunWindow learning = new RunWindow("squares");
    Window window = Screen.window(TITLE);
    learning.loss(1, 0.5f);
    assertThat(learning.isStopped()).isFalse();
    Screen.press(window, "Stop");
    Screen.await(() -> status(window).contains("Judging it goes on, about"));
    assertThat(learning.isStopped()).isTrue();

    learning.show(
        "Learned", List.of("first", "second"), Optional.of(IJ.createImage("p", "RGB", 30, 20, 3)));

    Screen.await(() -> status(window).contains("Learned"));
    JTabbedPane tabs =
        Screen.onEventThread(() -> Screen.find(window, JTabbedPane.class, t -> true));
    assertThat(tabs.getTabCount()).isEqualTo(3);
    Screen.press(window, "Next");
    Screen.await(() -> captions(window).startsWith("2 of 3"));
    Screen.press(window, "Close");
    Screen.await(() -> Screen.windows(TITLE).isEmpty());
  }

  @Test
  void closingTheWindowIsAWishToStop() throws Exception {
    RunWindow learning = new RunWindow("squares");
    Window window = Screen.window(TITLE);
    Screen.onEventThread(
        () -> {
          window.dispatchEvent(
              new java.awt.event.WindowEvent(window, java.awt.event.WindowEvent.WINDOW_CLOSING));
          return null;
        });
    assertThat(learning.isStopped()).isTrue();
    learning.close();
  }

  private static String status(Window window) {
    return Screen.find(window, JLabel.class, label -> "status".equals(label.getName())).getText();
  }

  private static String captions(Window window) {
    PictureTab pictures = Screen.find(window, PictureTab.class, tab -> true);
    return ((JLabel) pictures.getComponent(0)).getText();
  }
}
