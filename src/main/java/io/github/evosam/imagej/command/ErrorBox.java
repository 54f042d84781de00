package io.github.evosam.imagej.command;

import ij.IJ;
import java.awt.GraphicsEnvironment;

/** ImageJ's box for errors, which does not break lines by itself and would leave the screen. */
public final class ErrorBox {
  private static final int COLUMNS = 90;

  private ErrorBox() {}

  /** Shows a sentence until the user has seen it; without a screen it is printed on one line. */
  public static void show(String title, String sentence) {
    IJ.error(title, GraphicsEnvironment.isHeadless() ? sentence : broken(sentence));
  }

  /** The text in lines of at most as many columns, except where a word is longer than that. */
  static String broken(String text) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      boolean fits = column + 1 + word.length() <= COLUMNS;
      lines.append(column == 0 ? "" : fits ? " " : "\n").append(word);
      column = column == 0 || !fits ? word.length() : column + 1 + word.length();
    }
    return lines.toString();
  }
}
