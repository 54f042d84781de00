package io.github.evosam.imagej.command;

import ij.IJ;
import io.github.evosam.engine.Interruption;
import java.awt.event.KeyEvent;

/** What happens to a command when ImageJ is quit while it works. */
public final class Quitting {
  private Quitting() {}

  /**
   * Begins work that ends as if Escape was pressed when ImageJ is quit, which waits until this is
   * closed.
   */
  public static Interruption guard() {
    return new Interruption(() -> IJ.setKeyDown(KeyEvent.VK_ESCAPE));
  }
}
