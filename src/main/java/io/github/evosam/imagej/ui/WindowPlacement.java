package io.github.evosam.imagej.ui;

import java.awt.Rectangle;
import java.awt.Window;

/** Where a window goes that belongs to another. */
final class WindowPlacement {
  private WindowPlacement() {}

  /** At the right of a window, else at its left, else at the right edge of its screen. */
  static void beside(Window window, Window image) {
    Rectangle screen = image.getGraphicsConfiguration().getBounds();
    int right = image.getX() + image.getWidth();
    int left = image.getX() - window.getWidth();
    int edge = screen.x + screen.width - window.getWidth();
    int x = right <= edge ? right : left >= screen.x ? left : edge;
    int lowest = screen.y + screen.height - window.getHeight();
    window.setLocation(x, Math.max(screen.y, Math.min(image.getY(), lowest)));
  }
}
