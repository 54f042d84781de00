package io.github.evosam.imagej.ui;

import ij.WindowManager;
import ij.gui.ImageCanvas;
import ij.plugin.frame.RoiManager;
import io.github.evosam.imagej.ui.library.NewsLine;
import java.awt.Component;
import java.awt.Container;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.JTextField;
import javax.swing.RootPaneContainer;
import javax.swing.SwingUtilities;

/** Drives the windows that are open, on the event thread. */
public final class Screen {
  private static final long PATIENCE_MILLIS = 120_000;

  private Screen() {}

  /** Does something on the event thread and waits for it. */
  public static <T> T onEventThread(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    SwingUtilities.invokeAndWait(task);
    return task.get();
  }

  /** Closes all images without asking whether to save them; on the event thread. */
  public static void closeImages() {
    for (int id : Optional.ofNullable(WindowManager.getIDList()).orElse(new int[0])) {
      WindowManager.getImage(id).changes = false;
      WindowManager.getImage(id).close();
    }
  }

  /** Closes all images and the ROI Manager. */
  public static void closeAll() throws Exception {
    onEventThread(
        () -> {
          closeImages();
          Optional.ofNullable(RoiManager.getInstance()).ifPresent(RoiManager::close);
          return null;
        });
  }

  /** Clicks on an image with the left button, image pixels; on the event thread. */
  public static void click(ImageCanvas canvas, double x, double y) {
    for (int id : new int[] {MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED}) {
      canvas.dispatchEvent(
          new MouseEvent(
              canvas,
              id,
              System.currentTimeMillis(),
              InputEvent.BUTTON1_DOWN_MASK,
              canvas.screenXD(x),
              canvas.screenYD(y),
              1,
              false,
              MouseEvent.BUTTON1));
    }
  }

  /** Waits until something holds, asked on the event thread. */
  public static void await(Callable<Boolean> condition) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!onEventThread(condition)) {
      if (System.currentTimeMillis() > end) {
        throw new AssertionError("Waited too long; the windows say " + onEventThread(Screen::news));
      }
      Thread.sleep(20);
    }
  }

  private static List<String> news() {
    return Arrays.stream(Window.getWindows())
        .filter(Window::isShowing)
        .flatMap(window -> components(window).stream())
        .filter(NewsLine.class::isInstance)
        .map(line -> ((NewsLine) line).getText())
        .toList();
  }

  /** The windows of a title that are open. */
  public static List<Window> windows(String title) {
    return Arrays.stream(Window.getWindows())
        .filter(Window::isShowing)
        .filter(
            window ->
                window instanceof java.awt.Frame frame && frame.getTitle().equals(title)
                    || window instanceof java.awt.Dialog dialog && dialog.getTitle().equals(title))
        .toList();
  }

  /** The modal dialog that is open. */
  public static Optional<Window> dialog() {
    return Arrays.stream(Window.getWindows())
        .filter(window -> window.isShowing() && window instanceof javax.swing.JDialog)
        .findFirst();
  }

  /** The first component of a kind in a Swing window. */
  public static <T extends Component> T find(Window window, Class<T> type, Predicate<T> which) {
    Container content = ((RootPaneContainer) window).getContentPane();
    return components(content).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(which)
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no such " + type.getSimpleName()));
  }

  /** Waits for a window of a title. */
  public static Window window(String title) throws Exception {
    await(() -> !windows(title).isEmpty());
    return onEventThread(() -> windows(title).get(0));
  }

  /** What the field of a key shows in a command's dialog. */
  public static String answer(Window dialog, String key) throws Exception {
    return onEventThread(
        () -> {
          Component field = find(dialog, Component.class, part -> key.equals(part.getName()));
          if (field instanceof JComboBox<?> box) {
            return String.valueOf(box.getSelectedItem());
          }
          return field instanceof JTextField text
              ? text.getText()
              : Boolean.toString(((AbstractButton) field).isSelected());
        });
  }

  /**
   * Answers a key in a command's dialog: a choice as the dialog calls it, a text, true or false.
   */
  public static void answer(Window dialog, String key, String answer) throws Exception {
    onEventThread(
        () -> {
          Component field = find(dialog, Component.class, part -> key.equals(part.getName()));
          if (field instanceof JComboBox<?> box) {
            box.setSelectedItem(answer);
          } else if (field instanceof JTextField text) {
            text.setText(answer);
          } else {
            ((AbstractButton) field).setSelected(Boolean.parseBoolean(answer));
          }
          return null;
        });
  }

  /** The button with a text in a Swing window. */
  public static AbstractButton button(Window window, String text) {
    return find(window, AbstractButton.class, button -> text.equals(button.getText()));
  }

  /** Presses a button and returns at once, for it may open a modal dialog. */
  public static void press(Window window, String text) {
    SwingUtilities.invokeLater(() -> button(window, text).doClick(0));
  }

  /** All components inside, at any depth. */
  public static List<Component> components(Container container) {
    List<Component> all = new ArrayList<>();
    for (Component component : container.getComponents()) {
      all.add(component);
      if (component instanceof Container inner) {
        all.addAll(components(inner));
      }
    }
    return all;
  }
}
