package io.github.evosam.imagej.command;

import ij.IJ;
import ij.ImageJ;
import ij.Menus;
import java.awt.Dialog;
import java.awt.Window;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.swing.SwingUtilities;

/**
 * Runs a macro file in plain ImageJ with its windows; a process of its own, as a user has it.
 * Prints what the log says, and a line for each dialog that waited for an answer.
 */
public final class WindowedMacro {
  /** How a line begins that names a dialog. */
  static final String ASKED = "ASKED BY A DIALOG: ";

  private static final Pattern ITEM = Pattern.compile(".+, \"(.+)\", (.+)");
  private static final int LOOK_MILLIS = 50;

  private WindowedMacro() {}

  /**
   * Runs the macro.
   *
   * @param arguments macro file, its argument
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    new ImageJ();
    addItems();
    Thread watcher = new Thread(() -> watch(out));
    watcher.setDaemon(true);
    watcher.start();
    IJ.runMacro(Files.readString(Path.of(arguments[0])), arguments[1]);
    out.println(IJ.getLog());
    System.exit(0);
  }

  /** As ImageJ does with a jar in its folder of plugins. */
  private static void addItems() throws IOException {
    for (String line : Files.readAllLines(Path.of("plugins.config"))) {
      Matcher item = ITEM.matcher(line);
      if (item.matches()) {
        Menus.getCommands().put(item.group(1), item.group(2));
      }
    }
  }

  private static void watch(PrintStream out) {
    try {
      while (true) {
        SwingUtilities.invokeAndWait(() -> closeDialogs(out));
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (ReflectiveOperationException | InterruptedException e) {
      out.println(ASKED + "nobody knows, since the watcher failed: " + e);
    }
  }

  private static void closeDialogs(PrintStream out) {
    Arrays.stream(Window.getWindows())
        .filter(window -> window.isShowing() && window instanceof Dialog)
        .map(Dialog.class::cast)
        .forEach(
            dialog -> {
              out.println(ASKED + dialog.getTitle());
              dialog.dispose();
            });
  }
}
