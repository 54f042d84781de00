package io.github.evosam.imagej.ui.session;

import ij.ImagePlus;
import io.github.evosam.engine.ModelOnDevice;
import io.github.evosam.imagej.ui.Screen;
import java.awt.Frame;
import java.awt.Graphics;
import java.awt.Window;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.swing.JComboBox;
import javax.swing.JProgressBar;

/** The interactive panel beside an image, driven as a user does it. */
final class DrivenSession implements AutoCloseable {
  private final ImagePlus image;
  private final Window panel;

  private DrivenSession(ImagePlus image, Window panel) {
    this.image = image;
    this.panel = panel;
  }

  /** Shows an image and opens the panel beside it; the image is not embedded yet. */
  static DrivenSession open(ImagePlus image, String model) throws Exception {
    Screen.onEventThread(
        () -> {
          image.show();
          return null;
        });
    InteractiveWindow.open(image, new ModelOnDevice(model, "cpu"), (lesson, learned) -> {});
    Screen.await(() -> panel(image).isPresent());
    return new DrivenSession(image, panel(image).orElseThrow());
  }

  private static Optional<Window> panel(ImagePlus image) {
    return Arrays.stream(Window.getWindows())
        .filter(window -> window.isShowing() && window instanceof Frame)
        .filter(
            window -> ((Frame) window).getTitle().equals("EvoSAM Interactive: " + image.getTitle()))
        .findFirst();
  }

  /** Waits until the image is embedded and no step waits for its answer. */
  void awaitReady() throws Exception {
    Screen.await(() -> state().startsWith("Ready"));
  }

  /** What the panel says of the image. */
  String state() {
    return Screen.find(panel, JProgressBar.class, bar -> true).getString();
  }

  /** Chooses the expert whose line begins so, and waits until the image is ready with it. */
  void choose(String expert) throws Exception {
    Screen.onEventThread(
        () -> {
          JComboBox<?> experts = Screen.find(panel, JComboBox.class, box -> true);
          int line =
              IntStream.range(0, experts.getItemCount())
                  .filter(i -> experts.getItemAt(i).toString().startsWith(expert))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError("There is no expert " + expert));
          experts.setSelectedIndex(line);
          return null;
        });
    awaitReady();
  }

  /**
   * Clicks, and waits until the mask is painted.
   *
   * @param x image column
   * @param y image row
   */
  void click(double x, double y) throws Exception {
    Screen.onEventThread(
        () -> {
          Screen.click(image.getCanvas(), x, y);
          return null;
        });
    while (!Screen.onEventThread(this::isAnswered)) {
      Thread.sleep(1);
    }
    Screen.onEventThread(this::painted);
  }

  /** Id of the thread that runs the model. */
  static long modelThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("EvoSAM Interactive"))
        .mapToLong(Thread::getId)
        .max() // that of an earlier session may still be ending
        .orElseThrow();
  }

  /** Gives up the object at hand. */
  void discard() throws Exception {
    Screen.onEventThread(
        () -> {
          Screen.button(panel, "Discard").doClick(0);
          return null;
        });
  }

  private boolean isAnswered() {
    return Screen.button(panel, "Edit mask").isEnabled() && state().startsWith("Ready");
  }

  private boolean painted() {
    Graphics graphics = image.getCanvas().getGraphics();
    image.getCanvas().paint(graphics);
    graphics.dispose();
    return true;
  }

  /** Closes image and panel. */
  @Override
  public void close() throws Exception {
    Screen.onEventThread(
        () -> {
          image.changes = false;
          image.close();
          return null;
        });
    Screen.await(() -> panel(image).isEmpty());
  }
}
